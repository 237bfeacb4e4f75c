namespace Kiln.Engine.Toml;

/// <summary>
/// Reads keys and values:
/// <code>
/// key   = part ("." part)*
/// part  = (letter | digit | "-" | "_")+ | string
/// value = string | array | inline table | word
/// array = "[" (value ("," value)* ","?)? "]"
/// inline table = "{" (entry ("," entry)*)? "}"
/// </code>
/// Within an array lines may end and comments stand anywhere; an inline table is on one line.
/// </summary>
internal sealed class TomlValueReader(TomlCursor cursor)
{
    /// <summary>Deeper nesting than any settings have would only exhaust the stack.</summary>
    private const int DepthLimit = 128;

    private readonly TomlStringReader _strings = new(cursor);
    private int _depth;

    /// <summary><c>key = value</c>, added to a table.</summary>
    public void ReadEntry(TomlTable table)
    {
        var keys = ReadKey();
        cursor.Expect("=", "behind a key");
        cursor.SkipBlanks();
        foreach (var part in keys.SkipLast(1))
            table = EnterDotted(table, part);
        var last = keys[^1];
        var value = ReadValue();
        if (table.TryGet(last.Name, out _))
            TomlCursor.Fail($"`{last.Name}` is there already", last.Position);
        table.Add(last, value);
    }

    /// <summary>The parts of a key, and the blanks behind it.</summary>
    public List<TomlKey> ReadKey()
    {
        var keys = new List<TomlKey>();
        do
        {
            cursor.SkipBlanks();
            var position = cursor.Position;
            keys.Add(new TomlKey(ReadKeyPart(), position));
            cursor.SkipBlanks();
        }
        while (cursor.TryTake("."));
        return keys;
    }

    private string ReadKeyPart()
    {
        if (cursor.Current is '"' or '\'')
            return _strings.ReadOnOneLine();
        string name = cursor.TakeWhile(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
        if (name.Length == 0)
            cursor.Fail($"expected a key, found {cursor.Found()}");
        return name;
    }

    private static TomlTable EnterDotted(TomlTable parent, TomlKey key)
    {
        if (!parent.TryGet(key.Name, out var value))
            parent.Add(key, value = new TomlTable(key.Position, TableOrigin.DottedKey));
        if (value is not TomlTable { Origin: TableOrigin.DottedKey } table)
        {
            TomlCursor.Fail($"`{key.Name}` is there already, and a dotted key cannot add to it", key.Position);
            return parent;
        }
        return table;
    }

    private TomlValue ReadValue()
    {
        var position = cursor.Position;
        switch (cursor.Current)
        {
            case '"' or '\'':
                return new TomlScalar(TomlKind.Text, _strings.Read(), position);
            case '[':
                return Nested(ReadArray);
            case '{':
                return Nested(ReadInlineTable);
            default:
                return TomlWordReader.Read(cursor);
        }
    }

    private TomlValue Nested(Func<TomlValue> read)
    {
        if (++_depth > DepthLimit)
            cursor.Fail($"values are nested in each other more than {DepthLimit} times");
        var value = read();
        _depth--;
        return value;
    }

    private TomlArray ReadArray()
    {
        var array = new TomlArray(cursor.Position, isOfTables: false);
        _ = cursor.TryTake("[");
        cursor.SkipSpace();
        while (!cursor.TryTake("]"))
        {
            array.Add(ReadValue());
            cursor.SkipSpace();
            if (cursor.Current != ']')
                cursor.Expect(",", "or `]` behind an array's value");
            cursor.SkipSpace();
        }
        return array;
    }

    private TomlTable ReadInlineTable()
    {
        var table = new TomlTable(cursor.Position, TableOrigin.Header);
        _ = cursor.TryTake("{");
        cursor.SkipBlanks();
        if (!cursor.TryTake("}"))
        {
            do
            {
                ReadEntry(table);
                cursor.SkipBlanks();
            }
            while (cursor.TryTake(","));
            cursor.Expect("}", "or `,` behind an inline table's value");
        }
        Finish(table);
        return table;
    }

    /// <summary>Nothing may be added to an inline table from outside, nor to those that its dotted keys made.</summary>
    private static void Finish(TomlTable table)
    {
        table.Origin = TableOrigin.Inline;
        foreach (var entry in table.Entries)
        {
            if (entry.Value is TomlTable { Origin: TableOrigin.DottedKey } inner)
                Finish(inner);
        }
    }
}
