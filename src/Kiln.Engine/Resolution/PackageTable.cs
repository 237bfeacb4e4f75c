using Kiln.Engine.Requirements;

namespace Kiln.Engine.Resolution;

/// <summary>The packages of a search, numbered in the order in which they came up; 0 is the user.</summary>
internal sealed class PackageTable
{
    /// <summary>The number of the user.</summary>
    public const int User = 0;

    private readonly List<SolverPackage> _packages = [SolverPackage.User];
    private readonly Dictionary<SolverPackage, int> _numbers = new() { [SolverPackage.User] = User };

    /// <summary>How many there are.</summary>
    public int Count => _packages.Count;

    /// <summary>The package of a number.</summary>
    public SolverPackage this[int number] => _packages[number];

    /// <summary>The number of a project, or of one of its extras.</summary>
    public int NumberOf(PackageName name, ExtraName? extra = null)
    {
        var package = new SolverPackage(name, extra);
        if (_numbers.TryGetValue(package, out int number))
            return number;
        _packages.Add(package);
        return _numbers[package] = _packages.Count - 1;
    }
}
