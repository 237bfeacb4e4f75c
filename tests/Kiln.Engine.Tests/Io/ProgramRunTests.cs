using System.Diagnostics;
using System.Globalization;
using System.Text;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Io;

public class ProgramRunTests
{
    [Fact]
    public void Output_and_status_are_collected()
    {
        var run = Shell.Run("echo out; echo error >&2; exit 3");
        Assert.Equal(3, run.Status?.Code);
        Assert.Equal("out\n"u8.ToArray(), run.Output);
        Assert.Equal("error\n"u8.ToArray(), run.ErrorOutput);
        Assert.False(run.HasTimedOut || run.IsOutputCut);
    }

    [Fact]
    public void Standard_input_is_empty() => Assert.Equal("0\n"u8.ToArray(), Shell.Run("wc -c").Output);

    [Fact]
    public void A_program_over_its_time_is_ended_and_what_it_said_is_kept()
    {
        var run = ProgramRun.Of(Shell.Call("echo waiting; sleep 1000"), TimeSpan.FromSeconds(1));
        Assert.True(run.HasTimedOut);
        Assert.Null(run.Status);
        Assert.Equal("waiting\n"u8.ToArray(), run.Output);
    }

    [Fact]
    public void Of_a_large_output_the_first_4_MiB_are_kept_and_the_program_ends_by_itself()
    {
        var run = Shell.Run("head -c 10000000 /dev/zero; exit 5");
        Assert.Equal(4 * 1024 * 1024, run.Output.Length);
        Assert.True(run.IsOutputCut);
        Assert.Equal(5, run.Status?.Code);
    }

    [Fact]
    public void A_program_that_is_left_behind_with_the_output_open_is_not_waited_for()
    {
        var run = Shell.Run("sleep 1000 & echo $!");
        using var leftBehind = Process.GetProcessById(int.Parse(Encoding.ASCII.GetString(run.Output), CultureInfo.InvariantCulture));
        leftBehind.Kill();
        Assert.True(run.Status?.IsSuccess);
    }

    [Fact]
    public void A_program_that_does_not_start_says_why()
    {
        var run = ProgramRun.Of(new ProgramCall { Executable = FsPath.From("/no/such") }, TimeSpan.FromSeconds(1));
        Assert.Equal("no such file or directory", run.StartFailure, ignoreCase: true);
        Assert.Null(run.Status);
    }
}
