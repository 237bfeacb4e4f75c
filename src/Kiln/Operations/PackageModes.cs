using Kiln.Engine;
using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Operations;

/// <summary>What <c>--prerelease-package</c> says: <c>name=mode</c>, each.</summary>
internal static class PackageModes
{
    private static readonly Dictionary<string, PreReleaseMode> Modes = new()
    {
        ["disallow"] = PreReleaseMode.Disallow,
        ["allow"] = PreReleaseMode.Allow,
        ["if-necessary"] = PreReleaseMode.IfNecessary,
        ["explicit"] = PreReleaseMode.Explicit,
        ["if-necessary-or-explicit"] = PreReleaseMode.IfNecessaryOrExplicit,
    };

    /// <summary>The modes by project; of two for one project the last counts.</summary>
    public static Dictionary<PackageName, PreReleaseMode> Parse(IEnumerable<string> words)
    {
        var modes = new Dictionary<PackageName, PreReleaseMode>();
        foreach (string word in words)
        {
            int end = word.IndexOf('=');
            if (end < 0 || !Modes.TryGetValue(word[(end + 1)..], out var mode))
                throw new UserErrorException($"`--prerelease-package {word}` is not `NAME=MODE`") { Hint = $"the modes are {string.Join(", ", Modes.Keys.Select(name => $"`{name}`"))}", IsUsage = true };
            modes[PackageName.Parse(word[..end])] = mode;
        }
        return modes;
    }
}
