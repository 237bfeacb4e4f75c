using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Commands;

/// <summary>Wheels are compiled while others are still on their way: the server keeps one back until the others' bytecode is there.</summary>
public sealed class CompileWhileDownloadingTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly TestServer _server;
    private Func<bool> _mayComeLast = static () => true;

    public CompileWhileDownloadingTests()
    {
        _server = new TestServer(Answer);
        Add("early", ("early/__init__.py", "x = 1\n"), ("early/more.py", "def f(a):\n    return [b for b in a]\n"), ("early/bad.py", "x = (\n"));
        Add("late", ("late.py", "y = 2\n"));
    }

    private string Bytecode => Path.Combine(_folder.Path, "cache", "bytecode-v1");

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [PythonFact]
    public void One_is_compiled_before_another_is_here()
    {
        _mayComeLast = HasWholeWheel;

        var run = Install("first", "-v", "early", "late");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.True(TimeOf("downloaded early-1.0-py3-none-any.whl", run) <= TimeOf("compiling early-1.0-py3-none-any.whl", run), run.Messages);
        Assert.True(TimeOf("compiled early-1.0-py3-none-any.whl", run) < TimeOf("downloaded late-1.0-py3-none-any.whl", run), run.Messages);
        Assert.Matches(@"\nBytecode compiled 3 files in \S+ \([23] while downloading, 1 skipped\)\n$", run.Messages);
        Assert.Equal(["early/__pycache__/__init__", "early/__pycache__/more"], Recorded("first", "early"));
        Assert.Equal(["__pycache__/late"], Recorded("first", "late"));
        Assert.Matches(@"\nBytecode compiled 0 files in \S+ \(3 cached, 1 skipped\)\n$", Install("second", "early", "late").Messages);
        Assert.Equal(0, Run("verify", "-q", "-p", Pythons.Supported[0], Path.Combine(_folder.Path, "first", "late.py"), Path.Combine(_folder.Path, "first", "early", "more.py")).ExitCode);
        Assert.Equal(Interpreted("more.py"), File.ReadAllBytes(PycOf("first", "early", "more")));
    }

    [PythonFact]
    public void What_was_begun_is_ended_after_the_install()
    {
        // This one takes long enough that it is not done when the last wheel comes.
        Add("heavy", ("heavy/large.py", string.Concat(Enumerable.Range(0, 60_000).Select(static number => $"def f{number}(a, b): return [a, {{b: {number}}}]\n"))), ("heavy/small.py", "x = 1\n"));
        _mayComeLast = HasAnyFile;

        var run = Install("first", "heavy", "late");

        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Matches(@"\nBytecode compiled 3 files in \S+ \([123] while downloading\)\n$", run.Messages);
        Assert.Equal(["heavy/__pycache__/large", "heavy/__pycache__/small"], Recorded("first", "heavy"));
        Assert.True(File.Exists(PycOf("first", "heavy", "large")));
        Assert.Matches(@"\nBytecode compiled 0 files in \S+ \(3 cached\)\n$", Install("second", "heavy", "late").Messages);
        Assert.Empty(Directory.GetDirectories(Bytecode, ".kiln-*"));
    }

    [PythonFact]
    public void Where_a_download_fails_nothing_is_installed_and_nothing_half_done_is_left()
    {
        _mayComeLast = HasWholeWheel;
        string late = _files.Keys.Single(static name => name.StartsWith("late-", StringComparison.Ordinal) && name.EndsWith(".whl", StringComparison.Ordinal));
        _files[late] = [.. _files[late][..^1], 1];

        var run = Install("first", "early", "late");

        Assert.Equal(1, run.ExitCode);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "first", "early")));
        Assert.Empty(Directory.GetDirectories(Bytecode, ".kiln-*"));
    }

    [PythonFact]
    public void Without_compiling_or_a_cache_for_bytecode_it_is_as_ever()
    {
        Assert.DoesNotContain("ompil", Install("first", "-v", "--no-compile", "early", "late").Messages, StringComparison.Ordinal);
        var run = CommandRun.With(new(Variables) { ["KILN_BYTECODE_CACHE_MIB"] = "0" }, Words("second", "--refresh", "early", "late"));

        Assert.Matches(@"\nBytecode compiled 3 files in \S+ \(1 skipped\)\n$", run.Messages);
    }

    private Dictionary<string, string> Variables => new() { ["KILN_CACHE_DIR"] = Path.Combine(_folder.Path, "cache"), ["KILN_HTTP_RETRIES"] = "0" };

    private CommandRun Install(string target, params string[] words) => CommandRun.With(Variables, Words(target, words));

    private CommandRun Run(params string[] words) => CommandRun.With(Variables, words);

    private string[] Words(string target, params string[] words) =>
    [
        "pip", "install", "-p", Pythons.Supported[0], "--target", Path.Combine(_folder.Path, target), "--index-url", $"{_server.Url}simple",
        .. words,
    ];

    private void Add(string name, params (string Path, string Content)[] files)
    {
        var wheel = new WheelBuilder(name);
        foreach (var (path, content) in files)
            wheel.Add(path, content);
        byte[] archive = wheel.Build();
        _files[wheel.FileName] = archive;
        _files[$"{wheel.FileName}.metadata"] = Encoding.UTF8.GetBytes($"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n");
        _files[name] = Encoding.UTF8.GetBytes($"<a href='/files/{wheel.FileName}#sha256={Convert.ToHexStringLower(SHA256.HashData(archive))}' data-core-metadata='true'>{wheel.FileName}</a>");
    }

    private TestAnswer Answer(TestRequest request)
    {
        string name = request.Target.Trim('/').Split('/')[^1];
        if (name.StartsWith("late-", StringComparison.Ordinal) && name.EndsWith(".whl", StringComparison.Ordinal))
            SpinWait.SpinUntil(_mayComeLast, Patience);
        return _files.TryGetValue(name, out byte[]? content) ? TestAnswer.Of(200, content, name.Contains('.', StringComparison.Ordinal) ? "Content-Type: application/octet-stream" : "Content-Type: text/html")
            : TestAnswer.Of(404, "");
    }

    private bool HasWholeWheel() => Directory.Exists(Path.Combine(Bytecode, "wheels")) && Directory.EnumerateFiles(Path.Combine(Bytecode, "wheels"), "index", SearchOption.AllDirectories).Any();

    private bool HasAnyFile() => Directory.Exists(Bytecode) && Directory.EnumerateDirectories(Bytecode, ".kiln-*").Any(static folder => Directory.EnumerateFiles(folder).Any());

    /// <summary>The bytecode in a RECORD, without the interpreter's part of the names.</summary>
    private string[] Recorded(string target, string name) =>
    [
        .. File.ReadLines(Path.Combine(_folder.Path, target, $"{name}-1.0.dist-info", "RECORD"))
            .Where(static line => line.EndsWith(".pyc,,", StringComparison.Ordinal)).Select(static line => line[..line.IndexOf('.', StringComparison.Ordinal)]).Order(StringComparer.Ordinal),
    ];

    private string PycOf(string target, string package, string module) =>
        Directory.GetFiles(Path.Combine(_folder.Path, target, package, "__pycache__"), $"{module}.*.pyc").Single();

    /// <summary>What the interpreter itself writes for a module of the first environment.</summary>
    private byte[] Interpreted(string module)
    {
        string pyc = Path.Combine(_folder.Path, "interpreted.pyc");
        var run = ProcessRun.Of(Pythons.Supported[0], ["-c", "import py_compile, sys; py_compile.compile(sys.argv[1], sys.argv[2], doraise=True)", Path.Combine(_folder.Path, "first", "early", module), pyc]);
        Assert.Equal(0, run.ExitCode);
        return File.ReadAllBytes(pyc);
    }

    private static double TimeOf(string what, CommandRun run)
    {
        var match = Regex.Match(run.Messages, $@"(?m)^(?<time>\d+\.\d+)s {Regex.Escape(what)}$");
        Assert.True(match.Success, $"no line `{what}` in:\n{run.Messages}");
        return double.Parse(match.Groups["time"].Value, CultureInfo.InvariantCulture);
    }
}
