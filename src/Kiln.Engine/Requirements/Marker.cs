using System.Diagnostics.CodeAnalysis;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Requirements;

/// <summary>
/// A condition on the environment, behind the <c>;</c> of a requirement (PEP 508,
/// https://packaging.python.org/en/latest/specifications/dependency-specifiers/#environment-markers): a comparison, or several
/// joined by <c>and</c> or <c>or</c>.
/// </summary>
public abstract class Marker
{
    private protected Marker()
    {
    }

    /// <summary>True if the condition holds in this environment, for a package that was asked for with these extras.</summary>
    public abstract bool Evaluate(MarkerValues values, IReadOnlyList<ExtraName> extras);

    /// <summary>The marker as it would be written.</summary>
    public abstract override string ToString();

    /// <summary>Reads a marker.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out Marker? marker, [NotNullWhen(false)] out SyntaxFault? fault)
    {
        var cursor = new TextCursor(text);
        if (MarkerParser.Read(ref cursor, out marker) && !cursor.IsAtEnd)
            cursor.Fail($"expected `and`, `or` or the end of the marker, found {cursor.Found()}");
        fault = cursor.Fault;
        if (fault is not null)
            marker = null;
        return marker is not null;
    }

    /// <summary>Reads a marker that a user gave.</summary>
    public static Marker Parse(string text) => TryParse(text, out var marker, out var fault) ? marker : throw fault.ToError($"marker `{text}`");
}
