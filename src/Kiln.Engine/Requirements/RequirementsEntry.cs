using System.Diagnostics.CodeAnalysis;
using System.Text;
using Kiln.Engine.Io;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Requirements;

/// <summary>One thing to install, or a constraint on it: a line of a requirement file, or a word of the command line.</summary>
public sealed record RequirementsEntry
{
    /// <summary>The package; null for a URL or path that does not tell it.</summary>
    public required PackageName? Name { get; init; }

    /// <summary>The extras asked for.</summary>
    public required IReadOnlyList<ExtraName> Extras { get; init; }

    /// <summary>The versions admitted.</summary>
    public required VersionSpecifiers Specifiers { get; init; }

    /// <summary>The URL or path to take it from; null if any index may give it.</summary>
    public required DirectReference? Reference { get; init; }

    /// <summary>The condition; null where there is none.</summary>
    public required Marker? Marker { get; init; }

    /// <summary>True for <c>-e</c>.</summary>
    public bool IsEditable { get; init; }

    /// <summary>Hashes of which a file must have one; empty where any file will do.</summary>
    public IReadOnlyList<PackageHash> Hashes { get; init; } = [];

    /// <summary>The indexes of which the package is to come from one, the first whose marker holds; empty for those of the run.</summary>
    public IReadOnlyList<IndexPin> IndexPins { get; init; } = [];

    /// <summary><c>KEY=VALUE</c> for the build backend.</summary>
    public IReadOnlyList<string> ConfigSettings { get; init; } = [];

    /// <summary>Where it stands; null for the command line.</summary>
    public RequirementsOrigin? Origin { get; init; }

    /// <summary>Reads a requirement, a URL or a path, the path as seen from <paramref name="folder"/>.</summary>
    public static bool TryParse(
        string text, FsPath folder, [NotNullWhen(true)] out RequirementsEntry? entry, [NotNullWhen(false)] out SyntaxFault? fault)
    {
        text = text.Trim();
        var cursor = new TextCursor(text);
        EntryParser.Read(ref cursor, text, folder, out entry);
        fault = cursor.Fault is null ? null : cursor.Fault with { Text = UrlCredentials.Mask(text) };
        return entry is not null;
    }

    /// <summary>Reads a word of the command line.</summary>
    public static RequirementsEntry Parse(string text, FsPath folder) =>
        TryParse(text, folder, out var entry, out var fault) ? entry : throw fault.ToError($"requirement `{UrlCredentials.Mask(text)}`");

    /// <summary>The entry for people: without credentials, hashes and options.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(IsEditable ? "-e " : "").Append(Name?.ToString() ?? Reference?.ToString());
        if (Extras.Count > 0)
            text.Append('[').AppendJoin(',', Extras).Append(']');
        text.Append(Specifiers);
        if (Name is not null && Reference is not null)
            text.Append(" @ ").Append(Reference);
        if (Marker is not null)
            text.Append(" ; ").Append(Marker);
        return text.ToString();
    }
}
