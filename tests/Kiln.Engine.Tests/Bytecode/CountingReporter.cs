namespace Kiln.Engine.Tests.Bytecode;

/// <summary>Counts what is done, and acts on it where a test asks for that.</summary>
internal sealed class CountingReporter(Action<long>? advanced = null) : IReporter
{
    private long _done;

    /// <summary>Files done so far.</summary>
    public long Done => Interlocked.Read(ref _done);

    public void Started(string stage, long total, ProgressUnit unit = ProgressUnit.Things)
    {
    }

    public void Advanced(long count) => advanced?.Invoke(Interlocked.Add(ref _done, count));

    public void Finished()
    {
    }

    public void Warn(string message)
    {
    }
}
