using System.Text;
using Kiln.Cli;
using Kiln.Engine.Io;
using Kiln.Tests.Support;

namespace Kiln.Tests.Cli;

/// <summary>Arguments of any bytes arrive as they were given.</summary>
public sealed class RawArgumentsTests
{
    private static readonly byte[] Latin1 = [(byte)'a', 0xe9, (byte)'.', (byte)'p', (byte)'y'];

    [Fact]
    public void Bytes_that_are_no_utf8_come_back()
    {
        byte[] commandLine = [.. "dotnet\0kiln.dll\0compile\0"u8, .. Latin1, 0, .. "--strip-prefix="u8, .. Latin1, 0];
        string[] decoded = ["compile", Encoding.UTF8.GetString(Latin1), "--strip-prefix=" + Encoding.UTF8.GetString(Latin1)];

        string[] restored = RawArguments.Restore(decoded, commandLine);

        Assert.Equal("compile", restored[0]);
        Assert.Equal(Latin1, RawText.ToPath(restored[1]).Bytes.ToArray());
        Assert.Equal(Latin1, RawText.ToBytes(restored[2]["--strip-prefix=".Length..]));
    }

    [Fact]
    public void Two_arguments_that_look_alike_are_told_apart()
    {
        byte[] commandLine = [.. "kiln\0"u8, 0xff, 0, 0xfe, 0];

        string[] restored = RawArguments.Restore(["\ufffd", "\ufffd"], commandLine);

        Assert.Equal([0xff], RawText.ToBytes(restored[0]));
        Assert.Equal([0xfe], RawText.ToBytes(restored[1]));
    }

    [Fact]
    public void A_replacement_character_that_was_typed_stays()
    {
        string[] arguments = ["\ufffd"];

        Assert.Equal(arguments, RawArguments.Restore(arguments, [.. "kiln\0"u8, .. "\ufffd"u8, 0]));
    }

    [Fact]
    public void A_command_line_of_another_process_changes_nothing()
    {
        string[] arguments = ["a\ufffd", "b"];

        Assert.Equal(arguments, RawArguments.Restore(arguments, "kiln\0"u8));
        Assert.Equal(arguments, RawArguments.Restore(arguments, "kiln\0other\0b\0"u8));
    }

    [UnixFact]
    public void The_process_shows_the_bytes_it_was_given()
    {
        string kiln = ProcessRun.Kiln;

        var run = ProcessRun.OfShell($"'{kiln}' --directory=$(printf '/no\\351where') cache dir");

        Assert.Equal((2, "error: cannot change to `/no\\xe9where`: no such file or folder\n"), (run.ExitCode, run.Messages));
    }

    [UnixFact]
    public void Variables_keep_their_bytes_too()
    {
        var run = ProcessRun.OfShell($"KILN_CACHE_DIR=$(printf '/caf\\351') '{ProcessRun.Kiln}' cache dir");

        Assert.Equal("/caf\\xe9\n", run.Data);
    }
}
