using Kiln.Engine.Versions;

namespace Kiln.Engine.Environments;

/// <summary>Version specifiers for people.</summary>
public static class SpecifierText
{
    /// <summary><c>&gt;=1, &lt;2</c>; empty for any version.</summary>
    public static string Spaced(VersionSpecifiers specifiers) => string.Join(", ", specifiers.Clauses);
}
