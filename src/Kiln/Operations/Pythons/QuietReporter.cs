using Kiln.Engine;

namespace Kiln.Operations.Pythons;

/// <summary>Hands on warnings and nothing else: the one line of progress belongs to the downloads that go on beside.</summary>
internal sealed class QuietReporter(IReporter reporter) : IReporter
{
    /// <inheritdoc/>
    public void Started(string stage, long total, ProgressUnit unit = ProgressUnit.Things)
    {
    }

    /// <inheritdoc/>
    public void Advanced(long count)
    {
    }

    /// <inheritdoc/>
    public void Finished()
    {
    }

    /// <inheritdoc/>
    public void Warn(string message) => reporter.Warn(message);
}
