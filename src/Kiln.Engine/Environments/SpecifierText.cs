using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Environments;

/// <summary>Version specifiers as uv shows them: in the order of their versions, however they were written.</summary>
internal static class SpecifierText
{
    /// <summary><c>&gt;=1, &lt;2</c>; empty for any version.</summary>
    public static string Spaced(IEnumerable<VersionSpecifier> clauses) => string.Join(", ", InOrder(clauses));

    /// <summary><c>name[extra]&gt;=1,&lt;2 ; os_name == 'nt'</c></summary>
    public static string Of(Requirement requirement)
    {
        string extras = requirement.Extras.Count > 0 ? $"[{string.Join(',', requirement.Extras)}]" : "";
        string versions = requirement.Url is { } url ? $" @ {url}" : string.Join(',', InOrder(requirement.Specifiers.Clauses));
        string marker = requirement.Marker is { } condition ? $" ; {condition}".Replace('"', '\'') : "";
        return $"{requirement.Name}{extras}{versions}{marker}";
    }

    private static IOrderedEnumerable<VersionSpecifier> InOrder(IEnumerable<VersionSpecifier> clauses) => clauses.OrderBy(static clause => clause.Version);
}
