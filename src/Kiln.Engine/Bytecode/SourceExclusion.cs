using System.Text;
using Microsoft.Extensions.FileSystemGlobbing;

namespace Kiln.Engine.Bytecode;

/// <summary>
/// What <c>--exclude GLOB</c> leaves out. A pattern without a slash (<c>tests</c>, <c>test_*.py</c>) means any file or folder of that name;
/// one with a slash (<c>pkg/tests/**</c>) is matched from the folder that is compiled. A folder that matches is not entered.
/// </summary>
internal sealed class SourceExclusion
{
    private readonly Matcher? _matcher;

    public SourceExclusion(IReadOnlyList<string> patterns)
    {
        if (patterns.Count == 0)
            return;
        _matcher = new Matcher(StringComparison.Ordinal);
        foreach (string pattern in patterns)
        {
            string clean = pattern.Replace('\\', '/').TrimEnd('/');
            _matcher.AddInclude(clean.Contains('/') ? clean.TrimStart('/') : "**/" + clean);
            if (clean.EndsWith("/**", StringComparison.Ordinal))
                _matcher.AddInclude(clean[..^3].TrimStart('/'));
        }
    }

    /// <summary>True if nothing is excluded.</summary>
    public bool IsEmpty => _matcher is null;

    /// <summary>True if this file or folder is left out; <paramref name="relative"/> is its path below the root.</summary>
    public bool Matches(ReadOnlySpan<byte> relative) =>
        _matcher is not null && _matcher.Match(Encoding.UTF8.GetString(relative)).HasMatches;
}
