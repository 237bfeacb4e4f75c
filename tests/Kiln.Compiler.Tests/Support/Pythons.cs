using System.Diagnostics;
using System.Text;

namespace Kiln.Compiler.Tests.Support;

/// <summary>
/// The interpreters of this machine: those of KILN_TEST_PYTHONS (colon-separated), else artifacts/pythons/*/python of the
/// repository and pyenv's.
/// </summary>
internal static class Pythons
{
    private static readonly Lazy<IReadOnlyList<PythonVersion>> Found = new(() => [.. Candidates().Select(Identify).OfType<PythonVersion>()]);

    public static IReadOnlyList<PythonVersion> All => Found.Value;

    /// <summary>The interpreters as the data of a theory.</summary>
    public static TheoryData<PythonVersion> Each => [.. All];

    /// <summary>The CPythons as the data of a theory.</summary>
    public static TheoryData<PythonVersion> EachCPython => [.. All.Where(python => python.IsCPython)];

    /// <summary>Runs a script with the given standard input, isolated, and returns what it prints.</summary>
    public static byte[] Run(PythonVersion python, string script, byte[]? input = null, params string[] arguments) =>
        TryRun(python.Executable, script, input, arguments) ?? throw new InvalidOperationException($"{python} failed");

    public static string RunText(PythonVersion python, string script, byte[]? input = null, params string[] arguments) =>
        Encoding.UTF8.GetString(Run(python, script, input, arguments)).TrimEnd();

    private static byte[]? TryRun(string executable, string script, byte[]? input, string[] arguments)
    {
        ProcessStartInfo start = new(executable) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (string argument in (string[])["-I", "-S", "-B", "-X", "utf8", "-c", script, .. arguments])
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start)!;
        Task writing = Task.Run(() => Feed(process, input ?? []));
        using MemoryStream output = new();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        writing.Wait();
        return process.ExitCode == 0 ? output.ToArray() : null;
    }

    private static void Feed(Process process, byte[] input)
    {
        using Stream stdin = process.StandardInput.BaseStream;
        stdin.Write(input);
    }

    private static string[] Candidates()
    {
        if (Environment.GetEnvironmentVariable("KILN_TEST_PYTHONS") is { Length: > 0 } listed)
            return listed.Split(':', StringSplitOptions.RemoveEmptyEntries);
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string pyenv = Path.Combine(Environment.GetEnvironmentVariable("PYENV_ROOT") ?? Path.Combine(home, ".pyenv"), "versions");
        return [.. Below(Path.Combine(Repository(), "artifacts", "pythons"), "python"), .. Below(pyenv, "bin/python3"), .. PyPy()];
    }

    private static IEnumerable<string> Below(string folder, string executable) =>
        Directory.Exists(folder)
            ? Directory.GetDirectories(folder).Order(StringComparer.Ordinal).Select(each => Path.Combine(each, executable)).Where(File.Exists)
            : [];

    private static IEnumerable<string> PyPy() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "pypy3")).Where(File.Exists).Take(1);

    /// <summary>The root of the repository, found from where the tests run: a CI build writes no path of this machine into its output.</summary>
    public static string Repository()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Kiln.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests run outside the repository");
        return folder;
    }

    private static PythonVersion? Identify(string executable)
    {
        const string Script = """
            import sys, importlib.util
            magic = int.from_bytes(importlib.util.MAGIC_NUMBER, 'little')
            print(sys.implementation.name, sys.version_info[1], sys.version_info[2], magic, sys.version_info[0])
            """;
        if (TryRun(executable, Script, input: null, arguments: []) is not { } output)
            return null;
        string[] words = Encoding.UTF8.GetString(output).TrimEnd().Split(' ');
        bool isSupported = words[4] == "3" && int.Parse(words[1]) >= 8;
        return isSupported ? new PythonVersion(executable, words[0], int.Parse(words[1]), int.Parse(words[2]), uint.Parse(words[3])) : null;
    }
}
