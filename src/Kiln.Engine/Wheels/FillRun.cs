using Kiln.Engine.Workers;

namespace Kiln.Engine.Wheels;

/// <summary>What the fills of one call of <see cref="WheelCache.Get"/> share.</summary>
internal sealed record FillRun
{
    /// <summary>Where the wheels go.</summary>
    public required WheelBucket Bucket { get; init; }

    /// <summary>How much they are believed.</summary>
    public required WheelTrust Trust { get; init; }

    /// <summary>Who does the work.</summary>
    public required JobCrew<UnpackScratch> Crew { get; init; }

    /// <summary>Is told of each wheel that is done; null where nobody counts them.</summary>
    public IReporter? Reporter { get; init; }

    /// <summary>Is given each wheel that is here; null where nobody waits for them.</summary>
    public IArrivalAudience? Audience { get; init; }

    /// <summary>Ends everything.</summary>
    public CancellationToken Cancellation { get; init; }
}
