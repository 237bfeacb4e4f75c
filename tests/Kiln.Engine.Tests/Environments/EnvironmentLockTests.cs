using System.IO.Compression;
using System.Text;
using Kiln.Engine.Cache;
using Kiln.Engine.Environments;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Environments;

public sealed class EnvironmentLockTests : IDisposable
{
    private static readonly LockWait NoWait = new(TimeSpan.Zero);
    private static readonly LockWait Long = new(TimeSpan.FromMinutes(1));

    private readonly TempFolder _folder = new();
    private readonly RecordingReporter _reporter = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_holder_is_told_once_and_goes_on_without_the_lock_when_its_time_is_over()
    {
        using var first = EnvironmentLock.TakeIn(_folder.Path, NoWait, _reporter);
        Assert.True(first.IsHeld);
        Assert.Empty(_reporter.Warnings);

        using var second = EnvironmentLock.TakeIn(_folder.Path, NoWait, _reporter);
        Assert.False(second.IsHeld);
        Assert.Equal(2, _reporter.Warnings.Count);
        Assert.StartsWith("another process is changing", _reporter.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("going on without the lock", _reporter.Warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_waiting_one_goes_on_when_the_first_lets_go()
    {
        var first = EnvironmentLock.TakeIn(_folder.Path, NoWait, _reporter);
        var reporter = new RecordingReporter { Warned = _ => first.Dispose() };
        using var second = EnvironmentLock.TakeIn(_folder.Path, Long, reporter);
        Assert.True(second.IsHeld);
        Assert.Single(reporter.Warnings);
    }

    [Fact]
    public void A_lock_that_was_deleted_with_its_environment_is_not_taken_for_the_new_one()
    {
        var first = EnvironmentLock.TakeIn(_folder.Path, NoWait, _reporter);
        File.Delete((_folder / ".lock").ToSystemString());
        using var other = EnvironmentLock.TakeIn(_folder.Path, NoWait, _reporter);
        Assert.True(other.IsHeld);
        first.Dispose();
        using var third = EnvironmentLock.TakeIn(_folder.Path, NoWait, _reporter);
        Assert.False(third.IsHeld);
    }

    [Fact]
    public void Cancelling_ends_the_waiting()
    {
        using var cancellation = new CancellationTokenSource();
        using var first = EnvironmentLock.TakeIn(_folder.Path, NoWait, _reporter);
        var reporter = new RecordingReporter { Warned = _ => cancellation.Cancel() };
        Assert.Throws<OperationCanceledException>(() => EnvironmentLock.TakeIn(_folder.Path, Long with { Cancellation = cancellation.Token }, reporter));
    }

    [Fact]
    public void Where_there_can_be_no_lock_a_warning_says_so()
    {
        using var taken = EnvironmentLock.TakeIn(_folder / "missing", NoWait, _reporter);
        Assert.False(taken.IsHeld);
        Assert.Contains("no such file or folder", Assert.Single(_reporter.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_that_leads_nowhere_makes_no_file_there()
    {
        _folder.Link(".lock", _folder / "elsewhere");
        using var taken = EnvironmentLock.TakeIn(_folder.Path, NoWait, _reporter);
        Assert.False(taken.IsHeld);
        Assert.False(FileSystem.Exists(_folder / "elsewhere"));
    }

    [Fact]
    public void Every_user_may_open_the_file()
    {
        using var taken = EnvironmentLock.TakeIn(_folder.Path, NoWait, _reporter);
        Assert.False(FileSystem.Stat(_folder / ".lock", follow: false, out var status).IsError);
        Assert.Equal(Convert.ToUInt32("666", 8), status.Mode);
    }

    [UvFact]
    public void Uv_waits_for_an_environment_that_is_held()
    {
        var interpreter = MakeEnvironment();
        using var taken = EnvironmentLock.Take(interpreter, Surroundings, NoWait, _reporter);
        AssertUvIsKeptOut(interpreter);
        taken.Dispose();
        Assert.DoesNotContain("Waiting", UvSays(interpreter), StringComparison.Ordinal);
    }

    [UvFact]
    public void Uv_waits_for_a_python_of_the_system_that_is_held()
    {
        var interpreter = new InterpreterCache(Cache).Get(FsPath.From(Pythons.Any));
        interpreter = interpreter with { Paths = interpreter.Paths with { Purelib = _folder.Folder("site") } };
        using var taken = EnvironmentLock.Take(interpreter, Surroundings, NoWait, _reporter);
        Assert.True(FileSystem.IsFile(_folder / "site" / ".lock"));
        AssertUvIsKeptOut(interpreter);
    }

    [UvFact]
    public void A_lock_of_uv_is_waited_for()
    {
        var interpreter = MakeEnvironment();
        using var uv = StartUvThatStops(interpreter);
        using (var refused = EnvironmentLock.Take(interpreter, Surroundings, NoWait, _reporter))
            Assert.False(refused.IsHeld);
        Assert.True(Shell.Run(": > \"$1\"", (_folder / "go-on").ToSystemString()).Status!.Value.IsSuccess);
        using var taken = EnvironmentLock.Take(interpreter, Surroundings, Long, _reporter);
        Assert.True(taken.IsHeld);
        Assert.True(uv.WaitForExit(TimeSpan.FromMinutes(1)));
    }

    private CacheFolder Cache => CacheFolder.Locate(Surroundings, _folder / "cache");

    private Surroundings Surroundings => new(new Dictionary<string, string> { ["TMPDIR"] = _folder.Path.ToSystemString() }, _folder.Path);

    private InterpreterInfo MakeEnvironment() => new InterpreterCache(Cache).Get(Pythons.MakeEnvironment(Pythons.Any, _folder / "env"));

    private void AssertUvIsKeptOut(InterpreterInfo interpreter)
    {
        string said = UvSays(interpreter);
        Assert.Contains("Waiting to acquire exclusive lock", said, StringComparison.Ordinal);
        Assert.Contains("Timeout (1s)", said, StringComparison.Ordinal);
    }

    /// <summary>What uv logs while it changes nothing in the environment: it takes the lock before it looks.</summary>
    private string UvSays(InterpreterInfo interpreter)
    {
        var variables = new Dictionary<string, string?> { ["UV_LOCK_TIMEOUT"] = "1", ["TMPDIR"] = _folder.Path.ToSystemString() };
        var run = Uv.Run(_folder.Path, variables, "-v", "pip", "uninstall", "--break-system-packages", "-p", interpreter.Executable.ToSystemString(), "kiln-test");
        string said = Encoding.UTF8.GetString(run.ErrorOutput);
        Assert.True(run.Status?.IsSuccess, said);
        return said;
    }

    /// <summary>
    /// uv holds its lock while it compiles what it has installed, and its compiling Python, other than its asking one, is not isolated:
    /// a sitecustomize stops it there, and tells by a pipe that it has.
    /// </summary>
    private ChildProcess StartUvThatStops(InterpreterInfo interpreter)
    {
        string stopped = (_folder / "stopped").ToSystemString(), goOn = (_folder / "go-on").ToSystemString();
        Assert.True(Shell.Run("mkfifo \"$@\"", stopped, goOn).Status!.Value.IsSuccess);
        _folder.Write("sitecustomize.py", $"import sys\nif not sys.flags.isolated:\n    open('{stopped}', 'w').close()\n    open('{goOn}').close()\n");
        var wheel = WriteWheel();
        var variables = new Dictionary<string, string?> { ["PYTHONPATH"] = _folder.Path.ToSystemString() };
        var call = Uv.Call(_folder.Path, variables, "pip", "install", "-p", interpreter.Executable.ToSystemString(), "--compile-bytecode", "--no-index", wheel.ToSystemString());
        Assert.True(ChildProcess.TryStart(call, out var uv, out string? reason), reason);
        Assert.True(Shell.Run("cat \"$1\"", stopped).Status!.Value.IsSuccess);
        return uv;
    }

    private FsPath WriteWheel()
    {
        var path = _folder / "kiln_test-1.0-py3-none-any.whl";
        using var wheel = ZipFile.Open(path.ToSystemString(), ZipArchiveMode.Create);
        Add("kiln_test.py", "x = 1\n");
        Add("kiln_test-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: kiln-test\nVersion: 1.0\n");
        Add("kiln_test-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        Add("kiln_test-1.0.dist-info/RECORD", "kiln_test.py,,\nkiln_test-1.0.dist-info/METADATA,,\nkiln_test-1.0.dist-info/WHEEL,,\nkiln_test-1.0.dist-info/RECORD,,\n");
        return path;

        void Add(string name, string text)
        {
            using var entry = wheel.CreateEntry(name).Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }
    }
}
