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

    private ManagedPythons(string name, FsPath? root)
    {
        Name = name;
        _root = root;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Kiln's own.</summary>
    public static ManagedPythons OfKiln(Surroundings surroundings) => new("Kiln's managed Pythons", ManagedPythonFolders.OfKiln(surroundings));

    /// <summary>uv's.</summary>
    public static ManagedPythons OfUv(Surroundings surroundings) => new("uv's managed Pythons", ManagedPythonFolders.OfUv(surroundings));

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
            if (ParseVersion(name) is { } version && IsPossible(request, name, version) && EnvironmentFolder.FindPython(root.Append(entries.Name(i))) is { } python)
                found.Add((version, python));
        }
        return found.OrderByDescending(each => each.Version).ThenBy(each => each.Executable)
            .Select(each => new PythonCandidate(each.Executable, Name, IsEnvironment: false));
    }

    /// <summary>Links for a minor version (<c>cpython-3.12-…</c>) lead to folders that are listed too, and are no keys.</summary>
    private static PythonVersion? ParseVersion(string name) => PythonKey.TryParse(name, out var key) ? key.Version : null;

    private static bool IsPossible(PythonRequest request, string name, PythonVersion version) =>
        (request.Implementation is null || name.StartsWith(request.Implementation + "-", StringComparison.Ordinal))
        && (request.Versions is null || request.Versions.Contains(version));
}
