using System.Text;

namespace Kiln.Engine.Wheels;

/// <summary>
/// The head of METADATA and WHEEL, which are written like the head of a mail: <c>(Name: value NEWLINE (SPACE more NEWLINE)*)* NEWLINE body</c>.
/// </summary>
internal sealed class HeaderFields
{
    private readonly List<(string Name, string Value)> _fields = [];

    /// <summary>Reads the fields up to the first empty line; a line that is no field ends them too, as in Python's email.parser.</summary>
    public static HeaderFields Parse(ReadOnlySpan<byte> content)
    {
        var head = new HeaderFields();
        // Behind the first empty line stands a README of many kilobytes, which is not worth decoding.
        int end = content.IndexOf("\n\n"u8);
        foreach (var line in Encoding.UTF8.GetString(end < 0 ? content : content[..end]).TrimStart('\ufeff').AsSpan().EnumerateLines())
        {
            if (line.IsEmpty || !head.TryAdd(line))
                break;
        }
        return head;
    }

    /// <summary>The first field of that name, whatever its case; null if there is none.</summary>
    public string? Find(string name) => FindAll(name).FirstOrDefault();

    /// <summary>All fields of that name, in their order.</summary>
    public IEnumerable<string> FindAll(string name) =>
        _fields.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value);

    private bool TryAdd(ReadOnlySpan<char> line)
    {
        if (line[0] is ' ' or '\t')
        {
            if (_fields.Count > 0)
                _fields[^1] = (_fields[^1].Name, $"{_fields[^1].Value}\n{line.TrimEnd()}");
            return _fields.Count > 0;
        }
        int colon = line.IndexOf(':');
        if (colon <= 0)
            return false;
        _fields.Add((NameOf(line[..colon]), line[(colon + 1)..].Trim().ToString()));
        return true;
    }

    /// <summary>Most fields have the name of the one before: one text for all of them.</summary>
    private string NameOf(ReadOnlySpan<char> name) => _fields is [.., var last] && name.SequenceEqual(last.Name) ? last.Name : name.ToString();
}
