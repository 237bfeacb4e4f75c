namespace Kiln.Tests.Support;

/// <summary>A clock that moves only when told to, and fires the timers that are due on the way.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Timers that are set.</summary>
    public int TimerCount => _timers.Count;

    public override long GetTimestamp() => _now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state), _now + dueTime, period);
        _timers.Add(timer);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        var end = _now + time;
        while (_timers.Where(timer => timer.Due <= end).MinBy(static timer => timer.Due) is { } next)
        {
            _now = next.Due;
            next.Fire();
        }
        _now = end;
    }

    private sealed class ManualTimer(ManualTime clock, Action callback, TimeSpan due, TimeSpan period) : ITimer
    {
        public TimeSpan Due { get; private set; } = due;

        public void Fire()
        {
            Due += period;
            callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
