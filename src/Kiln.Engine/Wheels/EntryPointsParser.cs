using System.Text;
using Kiln.Engine.Io;

namespace Kiln.Engine.Wheels;

/// <summary>
/// Reads the commands of an entry_points.txt (https://packaging.python.org/en/latest/specifications/entry-points/), an INI file:
/// <code>
/// file    = (group | entry | comment | empty line)*
/// group   = "[" name "]"
/// entry   = command "=" module ":" attribute ("[" extras "]")?
/// module, attribute = identifier ("." identifier)*
/// </code>
/// Only what stands in <c>console_scripts</c> and <c>gui_scripts</c> is looked at. A command becomes the name of a file and its object
/// a line of Python, so that both are checked to be no more than that.
/// </summary>
internal static class EntryPointsParser
{
    /// <summary>The commands in their order; or none, and in <paramref name="fault"/> what is wrong, reading on after the file's name.</summary>
    public static IReadOnlyList<EntryPoint> Parse(ReadOnlySpan<byte> content, out string? fault)
    {
        fault = null;
        var entries = new List<EntryPoint>();
        var group = "";
        foreach (var raw in Encoding.UTF8.GetString(content).TrimStart('\ufeff').AsSpan().EnumerateLines())
        {
            string line = raw.Trim().ToString();
            if (line.Length == 0 || line[0] is '#' or ';')
                continue;
            if (line[0] == '[' && line[^1] == ']')
                group = line[1..^1].Trim();
            else if (group is "console_scripts" or "gui_scripts")
            {
                if (ParseEntry(line, isGui: group == "gui_scripts", out fault) is not { } entry)
                    return [];
                entries.Add(entry);
            }
        }
        return entries;
    }

    private static EntryPoint? ParseEntry(string line, bool isGui, out string? fault)
    {
        int equals = line.IndexOf('=');
        string name = line[..Math.Max(equals, 0)].Trim();
        string target = line[(equals + 1)..];
        int extras = target.IndexOf('[');
        string[] parts = target[..(extras < 0 ? target.Length : extras)].Split(':');
        fault = null;
        if (!StaysInFolder(name))
            fault = $"asks for a command `{Printable.Text(Encoding.UTF8.GetBytes(name))}`, which is no name of a file in the scripts folder";
        else if (parts.Length != 2 || !IsDotted(parts[0].Trim()) || !IsDotted(parts[1].Trim()))
            fault = $"asks for a command `{name}` without naming its object as `module:attribute`";
        return fault is null ? new EntryPoint(name, parts[0].Trim(), parts[1].Trim(), isGui) : null;
    }

    private static bool StaysInFolder(string name) =>
        name.Length > 0 && name is not ("." or "..") && !name.AsSpan().ContainsAny('/', '\\', ':') && !name.Any(char.IsControl);

    private static bool IsDotted(string name) => name.Length > 0 && name.Split('.').All(part =>
        part.Length > 0 && !char.IsDigit(part[0]) && part.All(letter => letter == '_' || char.IsLetterOrDigit(letter)));
}
