namespace Kiln.Engine.Bytecode;

/// <summary>The verdicts on one package, counted in <c>.pyc</c> files: a row of a table.</summary>
/// <param name="name">The package, as people may read it.</param>
public sealed class PackageVerdicts(string name)
{
    private readonly int[] _counts = new int[Enum.GetValues<BytecodeVerdict>().Length];

    /// <summary>The first folder or module below the root, or below <c>site-packages</c>.</summary>
    public string Name => name;

    /// <summary>Number of sources.</summary>
    public int Sources { get; internal set; }

    /// <summary>Number of <c>.pyc</c> files that are used: at several levels there are more than sources.</summary>
    public int Used => Enum.GetValues<BytecodeVerdict>().Where(verdict => verdict.IsUsed()).Sum(Count);

    /// <summary>Number of <c>.pyc</c> files with this verdict.</summary>
    public int Count(BytecodeVerdict verdict) => _counts[(int)verdict];

    /// <summary>Counts one.</summary>
    internal void Add(BytecodeVerdict verdict) => _counts[(int)verdict]++;

    /// <summary>Adds what another thread counted.</summary>
    internal void Add(PackageVerdicts other)
    {
        Sources += other.Sources;
        for (int i = 0; i < _counts.Length; i++)
            _counts[i] += other._counts[i];
    }
}
