using Kiln.Engine.Io;

namespace Kiln.Engine.Interpreters.Places;

/// <summary>Executables on <c>PATH</c> that are named like Pythons.</summary>
internal sealed class SearchPath(Surroundings surroundings) : IPythonPlace
{
    private static readonly string Suffix = OperatingSystem.IsWindows() ? ".exe" : "";

    /// <inheritdoc/>
    public string Name => "PATH";

    /// <summary>The folders of PATH; relative and empty ones are left out, since what is in them depends on where one stands.</summary>
    private IEnumerable<FsPath> Folders =>
        (surroundings.Variable("PATH") ?? "").Split(OperatingSystem.IsWindows() ? ';' : ':').Select(RawText.ToPath).Where(folder => folder.IsAbsolute);

    /// <inheritdoc/>
    public IEnumerable<PythonCandidate> Find(PythonRequest request) =>
        from folder in Folders.Distinct()
        from executable in WithoutLinks(Names(request).Select(name => folder / (name + Suffix)))
        select new PythonCandidate(executable, "PATH", IsEnvironment: false);

    /// <summary>The same with every name that a file has, for a list of what is there.</summary>
    public IEnumerable<PythonCandidate> FindEachName(PythonRequest request) =>
        from folder in Folders.Distinct()
        from executable in Names(request).Select(name => folder / (name + Suffix))
        where IsProgram(executable)
        select new PythonCandidate(executable, "PATH", IsEnvironment: false);

    /// <summary>Executables of one name, first on PATH first.</summary>
    public IEnumerable<PythonCandidate> FindNamed(string name) =>
        from folder in Folders
        let executable = folder.Append(RawText.ToBytes(name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) ? name : name + Suffix))
        where IsProgram(executable)
        select new PythonCandidate(executable, "PATH", IsEnvironment: false);

    private static bool IsProgram(FsPath file) => FileSystem.IsFile(file) && FileSystem.IsExecutable(file);

    private static IEnumerable<string> Names(PythonRequest request)
    {
        string[] stems = request.Implementation switch { null => ["python", "pypy"], "cpython" => ["python"], var other => [other, "python"] };
        if (request.Versions?.Minor is var (major, minor))
        {
            string variant = $"{(request.IsFreeThreaded ? "t" : "")}{(request.IsDebug ? "d" : "")}";
            return [.. stems.SelectMany(stem => new[] { $"{stem}{major}.{minor}{variant}", $"{stem}{major}.{minor}", $"{stem}{major}", stem }.Distinct())];
        }
        var minors = Enumerable.Range(PythonVersion.OldestMinor, PythonVersion.NewestMinor - PythonVersion.OldestMinor + 1).Reverse();
        return [.. stems.SelectMany(stem => new[] { stem, $"{stem}3" }.Concat(minors.Select(each => $"{stem}3.{each}")))];
    }

    /// <summary>Names of one folder, each file once: <c>python</c> is nearly always a link to <c>python3</c>.</summary>
    private static IEnumerable<FsPath> WithoutLinks(IEnumerable<FsPath> executables)
    {
        var seen = new HashSet<FileIdentity>();
        foreach (var executable in executables)
        {
            if (FileIdentity.Of(executable) is { } identity && IsProgram(executable)
                && (seen.Add(identity) || identity.Inode == 0))
                yield return executable;
        }
    }
}
