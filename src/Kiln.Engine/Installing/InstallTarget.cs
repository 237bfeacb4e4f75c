using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>
/// The folders that a wheel is spread over (https://packaging.python.org/en/latest/specifications/binary-distribution-format/, "The .data directory"),
/// and the interpreter that its commands name.
/// </summary>
public sealed record InstallTarget
{
    /// <summary>Packages without compiled extensions.</summary>
    public required FsPath Purelib { get; init; }

    /// <summary>Packages with compiled extensions; often the same folder.</summary>
    public required FsPath Platlib { get; init; }

    /// <summary>Commands.</summary>
    public required FsPath Scripts { get; init; }

    /// <summary>Other files.</summary>
    public required FsPath Data { get; init; }

    /// <summary>C headers; each distribution has a folder of its own in it.</summary>
    public required FsPath Headers { get; init; }

    /// <summary>The interpreter in the first line of commands.</summary>
    public required FsPath Executable { get; init; }

    /// <summary>That interpreter's version.</summary>
    public required PythonVersion Version { get; init; }

    /// <summary>True if commands find their interpreter beside them, so that the environment may be moved.</summary>
    public bool IsRelocatable { get; init; }

    /// <summary>All of the folders, none twice: whatever is written, changed or removed lies in one of them.</summary>
    public IReadOnlyList<FsPath> Roots => [.. ((FsPath[])[Purelib, Platlib, Scripts, Headers, Data]).Distinct()];

    /// <summary>The folders of an interpreter's own environment.</summary>
    public static InstallTarget Of(InterpreterInfo interpreter)
    {
        var paths = interpreter.Paths;
        return new InstallTarget
        {
            Purelib = paths.Purelib,
            Platlib = paths.Platlib,
            Scripts = paths.Scripts,
            Data = paths.Data,
            Headers = HeadersOf(interpreter),
            Executable = interpreter.Executable,
            Version = interpreter.Version,
        };
    }

    /// <summary><c>--target</c>: everything in one folder, commands in its <c>bin</c>.</summary>
    public static InstallTarget InFolder(FsPath folder, InterpreterInfo interpreter) => new()
    {
        Purelib = folder,
        Platlib = folder,
        Scripts = folder / (OperatingSystem.IsWindows() ? "Scripts" : "bin"),
        Data = folder,
        Headers = folder / "include",
        Executable = interpreter.Executable,
        Version = interpreter.Version,
    };

    /// <summary><c>--prefix</c>: the interpreter's own layout below another root.</summary>
    public static InstallTarget InPrefix(FsPath prefix, InterpreterInfo interpreter)
    {
        var paths = interpreter.Paths;
        return new InstallTarget
        {
            Purelib = Moved(paths.Purelib),
            Platlib = Moved(paths.Platlib),
            Scripts = Moved(paths.Scripts),
            Data = Moved(paths.Data),
            Headers = Moved(HeadersOf(interpreter)),
            Executable = interpreter.Executable,
            Version = interpreter.Version,
        };

        FsPath Moved(FsPath path)
        {
            if (path == interpreter.Prefix)
                return prefix;
            return path.IsWithin(interpreter.Prefix) ? prefix.Append(path.Bytes[interpreter.Prefix.Length..].TrimStart((byte)'/')) : path;
        }
    }

    /// <summary>pip's and uv's place for headers in an environment, where sysconfig's would be the installation's own.</summary>
    private static FsPath HeadersOf(InterpreterInfo interpreter) => interpreter.IsVirtualEnvironment
        ? interpreter.Prefix / "include" / "site" / $"python{interpreter.Version.Major}.{interpreter.Version.Minor}"
        : interpreter.Paths.Include;
}
