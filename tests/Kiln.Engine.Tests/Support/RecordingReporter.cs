namespace Kiln.Engine.Tests.Support;

/// <summary>Keeps the warnings that it is told.</summary>
internal sealed class RecordingReporter : IReporter
{
    private readonly List<string> _warnings = [];

    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Called at each warning.</summary>
    public Action<string> Warned { get; init; } = static _ => { };

    public void Started(string stage, long total, ProgressUnit unit = ProgressUnit.Things)
    {
    }

    public void Advanced(long count)
    {
    }

    public void Finished()
    {
    }

    public void Warn(string message)
    {
        _warnings.Add(message);
        Warned(message);
    }
}
