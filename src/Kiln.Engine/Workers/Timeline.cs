using System.Globalization;

namespace Kiln.Engine.Workers;

/// <summary>What is done when, for the log (<c>-v</c>): downloading and compiling go on beside each other, and only times show how.</summary>
/// <param name="tell">Takes a line; called from any thread.</param>
/// <param name="time">The clock.</param>
public sealed class Timeline(Action<string> tell, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>Something began, or ended.</summary>
    public void Add(string what) =>
        tell(string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(_start).TotalSeconds:0.000}s {what}"));
}
