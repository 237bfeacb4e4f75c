using System.CommandLine;
using Kiln.Engine.Tags;
using Kiln.Engine.Versions;

namespace Kiln.Cli.Pip;

/// <summary>The words that choose packages for another Python than the environment's.</summary>
internal sealed class PlatformOptionSet(CommandContext context)
{
    private readonly Option<string?> _version = Words.Value("Choose for this version of Python", "VERSION", "--python-version");
    private readonly Option<string?> _platform = Words.Value("Choose for this platform", "PLATFORM", "--python-platform").WithValues([.. TargetPlatforms.Names]);

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_version, _platform];

    /// <summary>The version; null for the environment's.</summary>
    public PyVersion? Version(ParseResult result)
    {
        if ((result.GetValue(_version) ?? context.Settings(result).PythonVersion) is not { } text)
            return null;
        bool isVersion = PyVersion.TryParse(text, out var version, out _) && version is { Epoch: 0, IsLocal: false } && version.ReleaseAt(0) < 100;
        return isVersion ? version : throw InvalidValue.Error(text, _version.Name, "it is a version of Python, such as 3.12 or 3.12.1");
    }

    /// <summary>The platform; null for the environment's.</summary>
    public TargetPlatform? Platform(ParseResult result)
    {
        if ((result.GetValue(_platform) ?? context.Settings(result).PythonPlatform) is not { } name)
            return null;
        return TargetPlatforms.Find(name, context.Environment.Any) ?? throw InvalidValue.Error(name, _platform.Name, $"it is one of {InvalidValue.List(TargetPlatforms.Names)}");
    }
}
