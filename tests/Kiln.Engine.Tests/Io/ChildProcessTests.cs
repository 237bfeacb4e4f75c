using System.Text;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Io;

public class ChildProcessTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    [Fact]
    public void Bytes_pass_at_once_in_both_directions()
    {
        using var child = Shell.Start("exec cat");
        byte[] sent = [0, 255, 10, 13, 26];
        child.Input.Write(sent);
        var received = new byte[sent.Length];
        child.Output.ReadExactly(received);
        Assert.Equal(sent, received);
    }

    [Fact]
    public void A_blocked_read_ends_when_another_thread_kills()
    {
        using var child = Shell.Start("echo ready; exec sleep 1000");
        AssertReadEndsAfter(child, child.Kill);
        Assert.True(child.WaitForExit(Limit));
        Assert.Equal(9, child.Status?.Signal);
        Assert.Equal("signal 9 (killed)", child.Status.ToString());
    }

    [Fact]
    public void A_blocked_read_ends_when_what_the_program_started_holds_the_output_too()
    {
        using var child = Shell.Start("sleep 1000 & echo ready; wait");
        AssertReadEndsAfter(child, child.Kill);
    }

    [Fact]
    public void A_blocked_read_ends_when_another_thread_disposes()
    {
        var child = Shell.Start("echo ready; exec sleep 1000");
        AssertReadEndsAfter(child, child.Dispose);
    }

    [Fact]
    public void A_write_to_a_dead_program_throws_an_IOException()
    {
        using var child = Shell.Start("exec sleep 1000");
        child.Kill();
        child.WaitForExit(Limit);
        Assert.Throws<IOException>(() => child.Input.Write(new byte[1]));
    }

    [Fact]
    public void Dispose_leaves_no_process_and_no_zombie()
    {
        var child = Shell.Start("sleep 1000 & echo $!; wait");
        int started = int.Parse(ReadLine(child.Output), System.Globalization.CultureInfo.InvariantCulture);
        child.Dispose();
        Assert.False(Directory.Exists($"/proc/{child.Id}"));
        Assert.True(SpinWait.SpinUntil(() => !IsAlive(started), Limit));
    }

    [Fact]
    public void Everything_may_be_called_after_the_end_and_after_disposal()
    {
        var child = Shell.Start("exit 3");
        Assert.True(child.WaitForExit(Limit));
        for (int round = 0; round < 2; round++)
        {
            child.Kill();
            Assert.Equal(3, child.Status?.Code);
            Assert.Null(child.Status?.Signal);
            Assert.True(child.WaitForExit(TimeSpan.Zero));
            Assert.Equal(0, child.ResidentBytes());
            Assert.Empty(child.ErrorOutput);
            child.Dispose();
        }
    }

    [Fact]
    public void Threads_that_kill_wait_and_dispose_together_do_not_disturb_each_other()
    {
        for (int round = 0; round < 20; round++)
        {
            var child = Shell.Start("exec sleep 1000");
            Action[] actions = [child.Kill, child.Dispose, child.Kill, () => child.WaitForExit(Limit), () => child.ResidentBytes(), () => _ = child.Status];
            var threads = actions.Select(action => new Thread(() => action())).ToList();
            threads.ForEach(thread => thread.Start());
            Assert.All(threads, thread => Assert.True(thread.Join(Limit)));
            Assert.Equal(9, child.Status?.Signal);
        }
    }

    [Fact]
    public void The_last_64_KiB_of_stderr_are_kept()
    {
        using var child = Shell.Start("seq 1 100000 >&2");
        child.WaitForExit(Limit);
        child.WaitForErrorOutput(Limit);
        Assert.Equal(64 * 1024, child.ErrorOutput.Length);
        Assert.EndsWith("99999\n100000\n", Encoding.ASCII.GetString(child.ErrorOutput), StringComparison.Ordinal);
    }

    [Fact]
    public void The_memory_of_a_running_program_is_told()
    {
        using var child = Shell.Start("echo ready; read line");
        ReadLine(child.Output);
        Assert.InRange(child.ResidentBytes(), 100_000, 100_000_000);
    }

    [Fact]
    public void Variables_are_set_and_removed_and_the_folder_is_chosen()
    {
        using var folder = new TempFolder();
        var changes = new Dictionary<string, string?> { ["KILN_A"] = "1", ["HOME"] = null };
        var run = ProgramRun.Of(Shell.Call("echo \"$KILN_A ${HOME-none}\"; pwd -P") with { EnvironmentChanges = changes, WorkingFolder = folder.Path }, Limit);
        Assert.Equal($"1 none\n{folder.Path}\n", Encoding.UTF8.GetString(run.Output));
    }

    [Theory]
    [InlineData("/no/such/program", "No such file or directory")]
    [InlineData("/etc/passwd", "Permission denied")]
    [InlineData("relative", "its path is not absolute")]
    public void What_cannot_be_started_says_why(string executable, string expected)
    {
        Assert.False(ChildProcess.TryStart(new ProgramCall { Executable = FsPath.From(executable) }, out _, out var reason));
        Assert.Equal(expected, reason, ignoreCase: true);
    }

    [Fact]
    public void A_path_that_is_not_UTF8_is_refused()
    {
        Assert.False(ChildProcess.TryStart(new ProgramCall { Executable = FsPath.From("/tmp/").WithSuffix([0xff]) }, out _, out var reason));
        Assert.Equal("its path is not valid UTF-8", reason);
    }

    private static void AssertReadEndsAfter(ChildProcess child, Action action)
    {
        Assert.Equal("ready", ReadLine(child.Output));
        int count = -1;
        using var isReading = new ManualResetEventSlim();
        var reader = new Thread(() =>
        {
            isReading.Set();
            count = ReadToTheEnd(child.Output);
        });
        reader.Start();
        isReading.Wait();
        action();
        Assert.True(reader.Join(Limit));
        Assert.Equal(0, count);
    }

    private static int ReadToTheEnd(Stream output)
    {
        try
        {
            return output.Read(new byte[1]);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return 0;
        }
    }

    private static string ReadLine(Stream output)
    {
        var line = new StringBuilder();
        for (int value = output.ReadByte(); value is not ('\n' or -1); value = output.ReadByte())
            line.Append((char)value);
        return line.ToString();
    }

    /// <summary>A killed orphan may remain as a zombie where the container's first process does not collect it.</summary>
    private static bool IsAlive(int id)
    {
        try
        {
            return !File.ReadAllText($"/proc/{id}/stat").Contains(") Z", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
