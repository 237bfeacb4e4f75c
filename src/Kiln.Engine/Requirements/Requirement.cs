using System.Diagnostics.CodeAnalysis;
using System.Text;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Requirements;

/// <summary>
/// What a package asks for, or a user: a name, with extras, versions or a URL, and a condition
/// (PEP 508, https://packaging.python.org/en/latest/specifications/dependency-specifiers/).
/// </summary>
public sealed class Requirement
{
    internal Requirement(PackageName name) => Name = name;

    /// <summary>The package.</summary>
    public PackageName Name { get; }

    /// <summary>The extras asked for, in the order given, each once.</summary>
    public IReadOnlyList<ExtraName> Extras { get; internal init; } = [];

    /// <summary>The versions admitted; all of them where a URL stands.</summary>
    public VersionSpecifiers Specifiers { get; internal init; } = VersionSpecifiers.Any;

    /// <summary>Where the package is to come from, as written behind the <c>@</c>; null where any index may give it.</summary>
    public string? Url { get; internal init; }

    /// <summary>The condition; null where there is none.</summary>
    public Marker? Marker { get; internal init; }

    /// <summary>True if the requirement counts in this environment, for a package that was asked for with these extras.</summary>
    public bool Applies(MarkerValues values, IReadOnlyList<ExtraName> extras) => Marker is null || Marker.Evaluate(values, extras);

    /// <summary>Reads a requirement.</summary>
    public static bool TryParse(
        ReadOnlySpan<char> text, [NotNullWhen(true)] out Requirement? requirement, [NotNullWhen(false)] out SyntaxFault? fault)
    {
        var cursor = new TextCursor(text);
        if (!RequirementParser.Read(ref cursor, out requirement))
            requirement = null;
        fault = cursor.Fault;
        return requirement is not null;
    }

    /// <summary>Reads a requirement of published metadata, <c>Requires-Dist</c>, mending well-known faults of its versions.</summary>
    public static bool TryParsePublished(
        string text, [NotNullWhen(true)] out Requirement? requirement, [NotNullWhen(false)] out SyntaxFault? fault)
    {
        if (TryParse(text, out requirement, out fault))
            return true;
        if (!TryParse(SpecifierRepair.Mend(text), out requirement, out _))
            return false;
        fault = null;
        return true;
    }

    /// <summary>Reads a requirement that a user gave.</summary>
    public static Requirement Parse(string text) =>
        TryParse(text, out var requirement, out var fault) ? requirement : throw fault.ToError($"requirement `{text}`");

    /// <summary>The requirement, normalised: <c>name[extra]&gt;=1.0 ; python_version &lt; "3.9"</c></summary>
    public override string ToString()
    {
        var text = new StringBuilder(Name.ToString());
        if (Extras.Count > 0)
            text.Append('[').AppendJoin(',', Extras).Append(']');
        if (Url is not null)
            text.Append(" @ ").Append(Url);
        else
            text.Append(Specifiers);
        if (Marker is not null)
            text.Append(" ; ").Append(Marker);
        return text.ToString();
    }
}
