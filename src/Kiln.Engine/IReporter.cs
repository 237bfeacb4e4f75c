namespace Kiln.Engine;

/// <summary>What the engine tells while it works; called from any thread, must return at once.</summary>
public interface IReporter
{
    /// <summary>A stage has begun: "Compiling", "Downloading". <paramref name="total"/> is the number of things to do, or of their bytes, 0 while unknown.</summary>
    void Started(string stage, long total, ProgressUnit unit = ProgressUnit.Things);

    /// <summary>So many more are done; fewer than none where something begins anew.</summary>
    void Advanced(long count);

    /// <summary>The stage is over.</summary>
    void Finished();

    /// <summary>Something a user should know that is no error: one sentence.</summary>
    void Warn(string message);
}
