using System.Text;
using Kiln.Engine.Io;

namespace Kiln.Engine.Interpreters.Places;

/// <summary>
/// Interpreters that a tool has installed for the user, one folder each, named <c>cpython-3.12.1-linux-x86_64-gnu</c>:
/// Kiln's own, or uv's, which are used and never changed.
/// </summary>
internal sealed class ManagedPythons : IPythonPlace
{
    private readonly FsPath? _root;
    private readonly BuildPins _pins;

    private ManagedPythons(string name, FsPath? root, Surroundings surroundings)
    {
        Name = name;
        _root = root;
        _pins = new BuildPins(surroundings);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Kiln's own.</summary>
    public static ManagedPythons OfKiln(Surroundings surroundings) => new("Kiln's managed Pythons", ManagedPythonFolders.OfKiln(surroundings), surroundings);

    /// <summary>uv's.</summary>
    public static ManagedPythons OfUv(Surroundings surroundings) => new("uv's managed Pythons", ManagedPythonFolders.OfUv(surroundings), surroundings);

    /// <inheritdoc/>
    public IEnumerable<PythonCandidate> Find(PythonRequest request)
    {
        if (_root is not { } root || FolderHandle.Open(root, follow: true, out var folder).IsError)
            return [];
        var entries = new FolderEntries();
        using (folder!)
            _ = folder!.List(entries);
        var found = new List<(PythonVersion Version, FsPath Executable)>();
        for (int i = 0; i < entries.Count; i++)
        {
            string name = Encoding.UTF8.GetString(entries.Name(i));
            if (PythonKey.TryParse(name, out var key) && IsPossible(request, name, key.Version) && IsOfPinnedBuild(root, key) && FindExecutable(root, key, request) is { } python)
                found.Add((key.Version, python));
        }
        return found.OrderByDescending(each => each.Version).ThenBy(each => each.Executable)
            .Select(each => new PythonCandidate(each.Executable, Name, IsEnvironment: false));
    }

    /// <summary>
    /// The program of a Python: through the link of its minor version, so that environments are upgraded with it, unless a patch version was asked for.
    /// </summary>
    private static FsPath? FindExecutable(FsPath root, PythonKey key, PythonRequest request)
    {
        var folder = root / key.ToString();
        if (request.Versions?.Precision != 3 && FileSystem.IsSame(root / key.MinorName, folder))
            folder = root / key.MinorName;
        var usual = folder / "bin" / $"{key.ExecutableStem}{key.MinorText}{key.ExecutableSuffix}";
        return FileSystem.IsFile(usual) && FileSystem.IsExecutable(usual) ? usual : EnvironmentFolder.FindPython(folder);
    }

    private bool IsOfPinnedBuild(FsPath root, PythonKey key) => _pins.Of(key.Implementation) is not { } pin || pin.Build == BuildFile.Read(root / key.ToString());

    private static bool IsPossible(PythonRequest request, string name, PythonVersion version) =>
        (request.Implementation is null || name.StartsWith(request.Implementation + "-", StringComparison.Ordinal))
        && (request.Versions is null || request.Versions.Contains(version));
}
