using System.Text;
using Kiln.Engine.Io;

namespace Kiln.Engine.Tests.Support;

/// <summary>
/// The interpreters of this machine: those of KILN_TEST_PYTHONS (colon-separated), else artifacts/pythons/*/python of the
/// repository and pyenv's, and PyPy on PATH.
/// </summary>
internal static class Pythons
{
    private static readonly Lazy<IReadOnlyList<(string Executable, Version Version)>> Found = new(Find);

    /// <summary>Executables of the versions that Kiln supports.</summary>
    public static IReadOnlyList<string> Supported => [.. Found.Value.Where(each => each.Version >= new Version(3, 8)).Select(each => each.Executable)];

    /// <summary>Executables of older versions, with what they are.</summary>
    public static IReadOnlyList<(string Executable, Version Version)> Older => [.. Found.Value.Where(each => each.Version < new Version(3, 8))];

    /// <summary>The supported ones as the data of a theory.</summary>
    public static TheoryData<string> Each => [.. Supported];

    /// <summary>The newest CPython of the machine, where any will do.</summary>
    public static string Any => Found.Value.Where(each => !each.Executable.Contains("pypy", StringComparison.Ordinal)).MaxBy(each => each.Version).Executable;

    /// <summary>A CPython 3.13, for which Kiln compiles by itself; null where there is none.</summary>
    public static string? Native => Found.Value.Where(each => each.Version is { Major: 3, Minor: 13 }).Select(each => each.Executable).LastOrDefault();

    /// <summary>Runs a script on an interpreter as a user would, site included, and returns what it prints.</summary>
    public static string Run(FsPath executable, string script, params string[] arguments)
    {
        var run = ProgramRun.Of(new ProgramCall { Executable = executable, Arguments = ["-B", "-X", "utf8", "-c", script, .. arguments] }, TimeSpan.FromSeconds(60));
        Assert.True(run.Status?.IsSuccess, Encoding.UTF8.GetString(run.ErrorOutput));
        return Encoding.UTF8.GetString(run.Output).TrimEnd();
    }

    /// <summary>Makes a virtual environment with an interpreter, links resolved: 3.13 takes the folder of a link for its home, and fails.</summary>
    public static FsPath MakeEnvironment(string executable, FsPath folder)
    {
        string target = File.ResolveLinkTarget(executable, returnFinalTarget: true)?.FullName ?? executable;
        var call = new ProgramCall { Executable = FsPath.From(target), Arguments = ["-m", "venv", "--without-pip", folder.ToSystemString()] };
        var run = ProgramRun.Of(call, TimeSpan.FromSeconds(60));
        Assert.True(run.Status?.IsSuccess, Encoding.UTF8.GetString(run.ErrorOutput));
        return folder / "bin" / "python";
    }

    private static (string, Version)[] Find()
    {
        string[] candidates = Environment.GetEnvironmentVariable("KILN_TEST_PYTHONS") is { Length: > 0 } listed
            ? listed.Split(':', StringSplitOptions.RemoveEmptyEntries)
            : [.. Below(Path.Combine(Repository(), "artifacts", "pythons"), "python"), .. Below(PyenvVersions(), "bin/python"), .. PyPy()];
        return [.. from executable in candidates let version = VersionOf(executable) where version is not null select (executable, version)];
    }

    private static IEnumerable<string> Below(string folder, string executable) =>
        Directory.Exists(folder)
            ? Directory.GetDirectories(folder).Order(StringComparer.Ordinal).Select(each => Path.Combine(each, executable)).Where(File.Exists)
            : [];

    private static string PyenvVersions() => Path.Combine(
        Environment.GetEnvironmentVariable("PYENV_ROOT") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".pyenv"), "versions");

    private static IEnumerable<string> PyPy() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "pypy3")).Where(File.Exists).Take(1);

    private static Version? VersionOf(string executable)
    {
        var call = new ProgramCall { Executable = FsPath.From(executable), Arguments = ["-E", "-S", "-c", "import sys; print('%d.%d.%d' % sys.version_info[:3])"] };
        var run = ProgramRun.Of(call, TimeSpan.FromSeconds(60));
        return Version.TryParse(Encoding.UTF8.GetString(run.Output).Trim(), out var version) ? version : null;
    }

    private static string Repository()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Kiln.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests run outside the repository");
        return folder;
    }
}
