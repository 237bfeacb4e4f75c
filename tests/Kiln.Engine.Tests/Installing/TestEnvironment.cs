using Kiln.Engine.Environments;
using Kiln.Engine.Installing;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Tests.Installing;

/// <summary>An environment that is nothing but its folders, and a cache to install from.</summary>
internal sealed class TestEnvironment : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly WheelCache _cache;

    public TestEnvironment()
    {
        _cache = WheelCaches.Open(_folder);
        Root = _folder.Folder("env");
        Site = _folder.Folder("env/lib/python3.12/site-packages");
        Target = new InstallTarget
        {
            Purelib = Site,
            Platlib = Site,
            Scripts = _folder.Folder("env/bin"),
            Data = Root,
            Headers = Root / "include" / "site" / "python3.12",
            Executable = Root / "bin" / "python",
            Version = new PythonVersion(3, 12, 1, "final", 0),
        };
    }

    public FsPath Root { get; }

    public FsPath Site { get; }

    public InstallTarget Target { get; init; }

    public RecordingReporter Reporter { get; } = new();

    /// <summary>Unpacks a wheel and plans it.</summary>
    public PlannedWheel Plan(WheelBuilder wheel, bool isRequested = true, byte[]? directUrl = null) =>
        new WheelPlanner(Target).Plan(new InstallRequest(_cache.Get(wheel.Write(_folder.Folder("wheels"))), isRequested, directUrl));

    /// <summary>Installs wheels, in one change.</summary>
    public void Install(params WheelBuilder[] wheels) => Change([], [.. wheels.Select(wheel => Plan(wheel))]);

    /// <summary>Removes a distribution.</summary>
    public void Remove(string name) => Change([new WheelRemover(Target).Plan(Installed().Single(package => package.Name == name))], []);

    /// <summary>Carries out a change.</summary>
    public void Change(IReadOnlyList<RemovalPlan> removals, IReadOnlyList<PlannedWheel> wheels, LinkMode mode = LinkMode.Hardlink) =>
        new WheelInstaller(Target, new FileLinker(mode, Reporter), Reporter).Change(removals, OverlappingWheels.Settle(wheels, Reporter), CancellationToken.None);

    public IReadOnlyList<InstalledPackage> Installed() => InstalledPackages.Find([Site]);

    /// <summary>All files below the environment, by path.</summary>
    public string[] Files() =>
        [.. Directory.EnumerateFiles(Root.ToString(), "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Root.ToString(), path)).Order(StringComparer.Ordinal)];

    public string Read(string path) => File.ReadAllText((Root / path).ToString());

    public void Dispose()
    {
        _cache.Dispose();
        _folder.Dispose();
    }
}
