using System.Text;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Environments;

/// <summary>Where a virtual environment of an interpreter has its parts, as paths below its root.</summary>
internal sealed record VirtualEnvironmentLayout
{
    private static readonly string[] Schemes = OperatingSystem.IsWindows() ? ["venv", "nt_venv", "nt"] : ["venv", "posix_venv", "posix_prefix"];

    /// <summary><c>bin</c>, on Windows <c>Scripts</c>.</summary>
    public required string Bin { get; init; }

    /// <summary><c>lib/python3.12/site-packages</c>: the folders for packages, nearly always one.</summary>
    public required IReadOnlyList<FsPath> SitePackages { get; init; }

    /// <summary>The names beside <c>python</c> under which the interpreter is there.</summary>
    public required IReadOnlyList<string> OtherNames { get; init; }

    /// <summary>True where <c>lib64</c> is a link to <c>lib</c> (<c>Lib/venv/__init__.py: create_if_needed</c>).</summary>
    public required bool HasLib64 { get; init; }

    /// <summary>The layout that the interpreter itself would look for.</summary>
    public static VirtualEnvironmentLayout Of(InterpreterInfo interpreter)
    {
        var paths = interpreter.Schemes[Schemes.First(interpreter.Schemes.ContainsKey)];
        return new VirtualEnvironmentLayout
        {
            Bin = Encoding.UTF8.GetString(Below(paths.Data, paths.Scripts).Bytes),
            SitePackages = [.. new[] { paths.Purelib, paths.Platlib }.Select(path => Below(paths.Data, path)).Distinct()],
            OtherNames = [.. Names(interpreter)],
            HasLib64 = interpreter.PointerSize == 8 && !OperatingSystem.IsWindows() && !OperatingSystem.IsMacOS(),
        };
    }

    private static IEnumerable<string> Names(InterpreterInfo interpreter)
    {
        var (major, minor) = (interpreter.Version.Major, interpreter.Version.Minor);
        yield return $"python{major}";
        yield return $"python{major}.{minor}";
        if (interpreter.IsGilDisabled)
            yield return $"python{major}.{minor}t";
        if (interpreter.IsCPython)
            yield break;
        yield return interpreter.ImplementationName;
        if (interpreter.ImplementationName == "pypy")
            yield return $"pypy{major}";
    }

    private static FsPath Below(FsPath root, FsPath path) =>
        path.IsWithin(root) ? FsPath.FromBytes(path.Bytes[root.Length..].TrimStart("/\\"u8)) : throw new InvalidOperationException($"`{path}` is not below `{root}`");
}
