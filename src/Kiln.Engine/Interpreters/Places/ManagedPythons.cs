using System.Globalization;
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

    /// <summary><c>KILN_PYTHON_INSTALL_DIR</c>, else <c>kiln/python</c> in the user's data folder.</summary>
    public static ManagedPythons OfKiln(Surroundings surroundings) =>
        new("Kiln's managed Pythons", surroundings.PathVariable("KILN_PYTHON_INSTALL_DIR") ?? Below(surroundings, "kiln"));

    /// <summary><c>UV_PYTHON_INSTALL_DIR</c>, else <c>uv/python</c> in the user's data folder.</summary>
    public static ManagedPythons OfUv(Surroundings surroundings) =>
        new("uv's managed Pythons", surroundings.PathVariable("UV_PYTHON_INSTALL_DIR") ?? Below(surroundings, "uv"));

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

    private static FsPath? Below(Surroundings surroundings, string program)
    {
        if (OperatingSystem.IsWindows())
            return surroundings.PathVariable("APPDATA") is { } roaming ? roaming / program / "python" : null;
        var data = surroundings.Variable("XDG_DATA_HOME") is { } chosen && chosen.StartsWith('/') ? RawText.ToPath(chosen)
            : surroundings.Home is { } home ? home / ".local" / "share" : (FsPath?)null;
        return data is { } folder ? folder / program / "python" : null;
    }

    /// <summary>The version in a folder's name. Links for a minor version (<c>cpython-3.12-…</c>) lead to folders that are listed too, and have none.</summary>
    private static PythonVersion? ParseVersion(string name)
    {
        var parts = name.Split('-');
        if (parts.Length < 4 || name[0] == '.')
            return null;
        // `3.15.0b1+freethreaded`: the numbers are enough to order and to choose by.
        var numbers = parts[1].Split('+')[0].Split('.').Select(part => string.Concat(part.TakeWhile(char.IsAsciiDigit))).ToArray();
        return numbers.Length == 3 && TryNumber(numbers[0], out int major) && TryNumber(numbers[1], out int minor) && TryNumber(numbers[2], out int micro)
            ? new PythonVersion(major, minor, micro, "final", 0) : null;

        static bool TryNumber(string digits, out int number) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static bool IsPossible(PythonRequest request, string name, PythonVersion version) =>
        (request.Implementation is null || name.StartsWith(request.Implementation + "-", StringComparison.Ordinal))
        && (request.Versions is null || request.Versions.Contains(version));
}
