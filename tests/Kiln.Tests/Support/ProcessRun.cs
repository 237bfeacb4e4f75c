using System.Diagnostics;

namespace Kiln.Tests.Support;

/// <summary>A program run as its own process: what it printed and how it ended.</summary>
internal sealed record ProcessRun(int ExitCode, string Data, string Messages)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>What was run, for messages.</summary>
    public string Command { get; init; } = "";

    /// <summary>Two programs that did the same are equal, whatever they are called.</summary>
    public bool Equals(ProcessRun? other) => other is not null && (ExitCode, Data, Messages) == (other.ExitCode, other.Data, other.Messages);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ExitCode, Data, Messages);

    /// <summary>The program that these tests were built with.</summary>
    public static string Kiln => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "kiln.exe" : "kiln");

    /// <summary>Runs it in a folder, with these variables beside the usual ones.</summary>
    public static ProcessRun Of(string program, string[] words, string? folder = null, Dictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo(program, words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in variables ?? [])
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var data = process.StandardOutput.ReadToEndAsync();
        var messages = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', words)} did not end");
        }
        return new ProcessRun(process.ExitCode, data.Result, messages.Result) { Command = $"{program} {string.Join(' ', words)}" };
    }

    /// <summary>Runs a line of shell.</summary>
    public static ProcessRun OfShell(string line, string? folder = null) => Of("/bin/sh", ["-c", line], folder);
}
