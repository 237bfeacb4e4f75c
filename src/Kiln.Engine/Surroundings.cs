using Kiln.Engine.Io;

namespace Kiln.Engine;

/// <summary>Where a command runs: the environment variables and the current folder, handed in so that the engine never reads them itself.</summary>
public sealed record Surroundings(IReadOnlyDictionary<string, string> Variables, FsPath CurrentFolder)
{
    /// <summary>The user's home folder; null where none is known.</summary>
    public FsPath? Home => PathVariable(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME");

    /// <summary>The folder in which programs keep the user's settings; null where none is known.</summary>
    public FsPath? SettingsFolder
    {
        get
        {
            if (OperatingSystem.IsWindows())
                return PathVariable("APPDATA");
            // A relative path there "is to be considered invalid" (XDG Base Directory Specification).
            if (Variable("XDG_CONFIG_HOME") is { } chosen && chosen.StartsWith('/'))
                return RawText.ToPath(chosen);
            return Home is { } home ? home / ".config" : null;
        }
    }

    /// <summary>The folder for temporary files, as Rust's <c>env::temp_dir</c> finds it: uv's locks lie there.</summary>
    public FsPath TemporaryFolder => OperatingSystem.IsWindows()
        ? PathVariable("TMP") ?? PathVariable("TEMP") ?? PathVariable("USERPROFILE") ?? CurrentFolder
        : PathVariable("TMPDIR") ?? FsPath.From("/tmp");

    /// <summary>An environment variable; null if it is not set, or empty, which means the same everywhere in Kiln.</summary>
    public string? Variable(string name) => Variables.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;

    /// <summary>An environment variable that names a file or folder, made absolute.</summary>
    public FsPath? PathVariable(string name) => Variable(name) is { } value ? Absolute(RawText.ToPath(value)) : null;

    /// <summary>A path as seen from the current folder.</summary>
    public FsPath Absolute(FsPath path) => path.IsAbsolute ? path : CurrentFolder.Append(path.Bytes);
}
