namespace Kiln.Engine.Toml;

/// <summary>
/// Reads the lines of a document:
/// <code>
/// line   = (header | entry)? comment?
/// header = "[" key "]" | "[[" key "]]"
/// entry  = key "=" value
/// </code>
/// </summary>
internal sealed class TomlReader(TomlCursor cursor)
{
    private readonly TomlTable _root = new(new TomlPosition(1, 1), TableOrigin.Header);
    private readonly TomlValueReader _values = new(cursor);

    /// <summary>The whole document.</summary>
    public TomlTable Read()
    {
        var table = _root;
        for (cursor.SkipSpace(); !cursor.IsAtEnd; cursor.SkipSpace())
        {
            if (cursor.Current == '[')
                table = ReadHeader();
            else
                _values.ReadEntry(table);
            cursor.SkipBlanks();
            cursor.SkipComment();
            if (!cursor.IsAtEnd && !cursor.TryTakeNewline())
                cursor.Fail($"expected the end of the line, found {cursor.Found()}");
        }
        return _root;
    }

    private TomlTable ReadHeader()
    {
        bool isOfArray = cursor.TryTake("[[");
        if (!isOfArray)
            _ = cursor.TryTake("[");
        cursor.SkipBlanks();
        var keys = _values.ReadKey();
        cursor.Expect(isOfArray ? "]]" : "]", "behind the table's name");
        var parent = _root;
        foreach (var key in keys.SkipLast(1))
            parent = Enter(parent, key);
        return isOfArray ? AddToArray(parent, keys[^1]) : Define(parent, keys[^1]);
    }

    private static TomlTable Enter(TomlTable parent, TomlKey key)
    {
        if (!parent.TryGet(key.Name, out var value))
        {
            var added = new TomlTable(key.Position, TableOrigin.HeaderBelow);
            parent.Add(key, added);
            return added;
        }
        var table = value is TomlArray { IsOfTables: true } array ? array.Items[^1] as TomlTable : value as TomlTable;
        if (table is null or { Origin: TableOrigin.Inline })
            TomlCursor.Fail($"`{key.Name}` has a value already, and can have no tables", key.Position);
        return table;
    }

    private static TomlTable Define(TomlTable parent, TomlKey key)
    {
        if (!parent.TryGet(key.Name, out var value))
        {
            var added = new TomlTable(key.Position, TableOrigin.Header);
            parent.Add(key, added);
            return added;
        }
        if (value is not TomlTable { Origin: TableOrigin.HeaderBelow } table)
        {
            TomlCursor.Fail($"`{key.Name}` is there already", key.Position);
            return parent;
        }
        table.Origin = TableOrigin.Header;
        return table;
    }

    private static TomlTable AddToArray(TomlTable parent, TomlKey key)
    {
        if (!parent.TryGet(key.Name, out var value))
            parent.Add(key, value = new TomlArray(key.Position, isOfTables: true));
        var table = new TomlTable(key.Position, TableOrigin.Header);
        if (value is TomlArray { IsOfTables: true } array)
            array.Add(table);
        else
            TomlCursor.Fail($"`{key.Name}` is there already, and is no array of tables", key.Position);
        return table;
    }
}
