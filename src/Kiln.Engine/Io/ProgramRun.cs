
namespace Kiln.Engine.Io;

/// <summary>What became of a program that was run to its end: its status and all that it wrote.</summary>
public sealed record ProgramRun
{
    private const int OutputKept = 4 * 1024 * 1024;

    // Output can stay open behind the end: a program may leave another one behind that inherited it.
    private static readonly TimeSpan OutputGrace = TimeSpan.FromSeconds(1);

    /// <summary>How it ended; null where it did not start or was ended for being over its time.</summary>
    public ExitStatus? Status { get; init; }

    /// <summary>Why it could not be started; null if it was.</summary>
    public string? StartFailure { get; init; }

    /// <summary>True if it was ended because its time was over.</summary>
    public bool HasTimedOut { get; init; }

    /// <summary>The first 4 MiB of its standard output.</summary>
    public byte[] Output { get; init; } = [];

    /// <summary>True if it wrote more than <see cref="Output"/> holds.</summary>
    public bool IsOutputCut { get; init; }

    /// <summary>The last 64 KiB of its standard error.</summary>
    public byte[] ErrorOutput { get; init; } = [];

    /// <summary>Runs a program, with nothing on its standard input, for at most <paramref name="timeLimit"/>.</summary>
    public static ProgramRun Of(ProgramCall call, TimeSpan timeLimit)
    {
        if (!ChildProcess.TryStart(call, out var child, out var reason))
            return new ProgramRun { StartFailure = reason };
        using (child)
        {
            child.Input.Dispose();
            var output = new MemoryStream();
            var reader = new Thread(() => Collect(child.Output, output), maxStackSize: 128 * 1024) { IsBackground = true, Name = $"stdout of {child.Id}" };
            reader.Start();

            bool hasTimedOut = !child.WaitForExit(timeLimit);
            if (hasTimedOut)
                child.Kill();
            reader.Join(OutputGrace);
            child.WaitForErrorOutput(OutputGrace);
            lock (output)
            {
                return new ProgramRun
                {
                    Status = hasTimedOut ? null : child.Status,
                    HasTimedOut = hasTimedOut,
                    Output = output.Length > OutputKept ? output.ToArray()[..OutputKept] : output.ToArray(),
                    IsOutputCut = output.Length > OutputKept,
                    ErrorOutput = child.ErrorOutput,
                };
            }
        }
    }

    private static void Collect(Stream from, MemoryStream to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            for (int count = from.Read(buffer); count > 0; count = from.Read(buffer))
            {
                lock (to)
                {
                    if (to.Length <= OutputKept)
                        to.Write(buffer, 0, count);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // What was read until now is all that there is.
        }
    }
}
