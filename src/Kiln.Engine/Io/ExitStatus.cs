namespace Kiln.Engine.Io;

/// <summary>How a program ended: its exit code, or on Unix 128 and the signal that ended it, as shells count.</summary>
public readonly record struct ExitStatus(int Code)
{
    private const int SignalBase = 128;

    /// <summary>True if it ended by itself and content.</summary>
    public bool IsSuccess => Code == 0;

    /// <summary>The signal that ended it; null where there was none. An exit code of more than 128 cannot be told from a signal.</summary>
    public int? Signal => !OperatingSystem.IsWindows() && Code is > SignalBase and <= SignalBase + 64 ? Code - SignalBase : null;

    /// <summary>"exit code 3" or "signal 11 (segmentation fault)".</summary>
    public override string ToString() => Signal switch
    {
        null => $"exit code {Code}",
        4 => "signal 4 (illegal instruction)",
        6 => "signal 6 (aborted)",
        8 => "signal 8 (arithmetic fault)",
        9 => "signal 9 (killed)",
        11 => "signal 11 (segmentation fault)",
        15 => "signal 15 (terminated)",
        int signal => $"signal {signal}",
    };
}
