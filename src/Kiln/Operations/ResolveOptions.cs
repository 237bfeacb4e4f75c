using Kiln.Engine.Index;
using Kiln.Engine.Requirements;
using Kiln.Engine.Tags;
using Kiln.Engine.Versions;
using Kiln.Engine.Wheels;

namespace Kiln.Operations;

/// <summary>What all commands have in common that choose packages: every option, environment variables and defaults already weighed.</summary>
internal abstract record ResolveOptions
{
    /// <summary>What every command understands.</summary>
    public required GlobalOptions Global { get; init; }

    /// <summary>The environment to change.</summary>
    public required TargetOptions Target { get; init; }

    /// <summary>Where packages come from.</summary>
    public required IndexOptions Index { get; init; }

    /// <summary>How the network is used.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>What was said about building; kept for the time when Kiln builds.</summary>
    public required BuildOptions Build { get; init; }

    /// <summary>Files that narrow versions, and ask for nothing.</summary>
    public IReadOnlyList<string> ConstraintFiles { get; init; } = [];

    /// <summary>Requirements that narrow versions, from configuration files.</summary>
    public IReadOnlyList<string> Constraints { get; init; } = [];

    /// <summary>Extras of projects given as a <c>pyproject.toml</c>.</summary>
    public IReadOnlyList<string> Extras { get; init; } = [];

    /// <summary>All of their extras.</summary>
    public bool AllExtras { get; init; }

    /// <summary>Extras that are left out, wherever they were named.</summary>
    public IReadOnlyList<string> NoExtras { get; init; } = [];

    /// <summary>Dependency groups: <c>name</c>, or <c>path:name</c>.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Believe nothing that is cached.</summary>
    public bool Refresh { get; init; }

    /// <summary>Believe nothing that is cached about these.</summary>
    public IReadOnlyList<PackageName> RefreshPackages { get; init; } = [];

    /// <summary>Every requirement has to be pinned, with a hash.</summary>
    public bool RequireHashes { get; init; }

    /// <summary>Compare with the hashes that are given.</summary>
    public bool VerifyHashes { get; init; } = true;

    /// <summary>What a RECORD that disagrees with its wheel means.</summary>
    public RecordVerification RecordVerification { get; init; }

    /// <summary>Take archives that can be read in two ways.</summary>
    public bool AllowsAmbiguousArchives { get; init; }

    /// <summary>The version to choose packages for, where it is not the interpreter's.</summary>
    public PyVersion? PythonVersion { get; init; }

    /// <summary>The platform to choose packages for, where it is not the interpreter's.</summary>
    public TargetPlatform? PythonPlatform { get; init; }

    /// <summary>How much wheels are believed.</summary>
    public WheelTrust Trust => new() { Record = RecordVerification, AllowsAmbiguousArchives = AllowsAmbiguousArchives };

    /// <summary>The network, ready for use.</summary>
    public Network OpenNetwork() => Engine.Index.Network.Open(
        Network with { IsOffline = Global.Offline, AsksKeyring = Index.KeyringProvider == "subprocess" },
        new RefreshRule { All = Refresh, Packages = RefreshPackages.ToHashSet() }, Global.Surroundings, Global.Cache, TimeProvider.System);

    /// <summary>Whether nothing cached about a project is believed.</summary>
    public bool IsRefreshed(PackageName name) => Refresh || RefreshPackages.Contains(name);
}
