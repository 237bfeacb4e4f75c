namespace Kiln.Engine.Io;

/// <summary>How long to wait for a lock that somebody else holds.</summary>
/// <param name="Limit">At most this long; <see cref="TimeSpan.Zero"/> for not at all.</param>
/// <param name="Cancellation">Ends the waiting with an <see cref="OperationCanceledException"/>.</param>
public sealed record LockWait(TimeSpan Limit, CancellationToken Cancellation = default)
{
    /// <summary>Called once, when the waiting begins.</summary>
    public Action Began { get; init; } = static () => { };
}
