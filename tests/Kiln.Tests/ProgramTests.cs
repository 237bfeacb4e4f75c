using Kiln.Tests.Support;

namespace Kiln.Tests;

/// <summary>The program as a process.</summary>
public sealed class ProgramTests
{
    [Fact]
    public void It_starts_and_answers()
    {
        var run = ProcessRun.Of(ProcessRun.Kiln, ["--version"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Messages));
        Assert.StartsWith("kiln ", run.Data, StringComparison.Ordinal);
    }

    [UnixFact]
    public void A_reader_that_goes_away_is_no_error()
    {
        var run = ProcessRun.OfShell($"{{ '{ProcessRun.Kiln}' help compile; echo $? >&2; }} | true");

        Assert.Equal("0\n", run.Messages);
    }

    [UnixFact]
    public void Closed_streams_are_no_error()
    {
        Assert.Equal(0, ProcessRun.OfShell($"exec '{ProcessRun.Kiln}' --version >&- 2>&- <&-").ExitCode);
        Assert.Equal(2, ProcessRun.OfShell($"exec '{ProcessRun.Kiln}' nonsense >&- 2>&- <&-").ExitCode);
    }

    [Fact]
    public void Directory_is_entered_first()
    {
        using var folder = new TemporaryFolder();
        string inner = Directory.CreateDirectory(Path.Combine(folder.Path, "inner")).FullName;

        var run = ProcessRun.Of(ProcessRun.Kiln, ["--directory", "inner", "cache", "dir", "--cache-dir", "c"], folder.Path);

        Assert.Equal(Path.Combine(inner, "c") + "\n", run.Data);
    }
}
