namespace Kiln.Engine.Tests.Support;

/// <summary>A clock on which every pause is over at once; it keeps how long each would have been.</summary>
internal sealed class ImpatientTime : TimeProvider
{
    private readonly List<TimeSpan> _pauses = [];

    /// <summary>The time of day.</summary>
    public DateTimeOffset Now { get; set; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The pauses that were asked for.</summary>
    public IReadOnlyList<TimeSpan> Pauses => _pauses;

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _pauses.Add(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }
}
