using System.Collections.Concurrent;
using Kiln.Engine.Requirements;
using Kiln.Engine.Tags;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>Which wheel of a version is taken, by all that is known before its metadata is read. May be asked by several threads at once.</summary>
internal sealed class WheelRules
{
    private readonly ResolutionRequest _request;
    private readonly HashSet<(PackageName, PyVersion)> _pins;
    private readonly PyVersion _python;
    private readonly ConcurrentDictionary<string, bool> _pythons = new(StringComparer.Ordinal);

    /// <summary>The rules of a request.</summary>
    public WheelRules(ResolutionRequest request)
    {
        _request = request;
        _pins = [.. request.Requirements.Concat(request.Constraints).Concat(request.Overrides).Select(PinOf).OfType<(PackageName, PyVersion)>()];
        // As pip: a pre-release of 3.15 counts as 3.15.
        _python = request.Python.With(pre: null, post: null, dev: null);
    }

    /// <summary>The best wheel, or the reason of the one that came nearest.</summary>
    public Verdict Judge(PackageName name, KnownVersion version)
    {
        if (version.Wheels.Count == 0)
            return new Verdict(null, new Obstacle(ObstacleKind.NoWheel));
        Candidate? best = null;
        Obstacle? nearest = null;
        var bestPriority = TagPriority.Differs(TagMismatch.None);
        foreach (var wheel in version.Wheels)
        {
            if (wheel.IsInstalled)
                return new Verdict(wheel, null);
            var priority = _request.Tags?.PriorityOf(wheel.FileName.Tags) ?? TagPriority.Fits(0);
            if (ObstacleOf(name, wheel, priority) is { } obstacle)
                nearest = nearest is null || obstacle.Kind > nearest.Kind ? obstacle : nearest;
            else if (best is null || priority < bestPriority || (priority == bestPriority && IsLaterBuild(wheel, best)))
                (best, bestPriority) = (wheel, priority);
        }
        return new Verdict(best, best is null ? nearest : null);
    }

    /// <summary>Why a wheel does not run on this Python, by what it or its place says; null if it does.</summary>
    public Obstacle? PythonObstacle(string? requiresPython)
    {
        bool runs = requiresPython is null || _pythons.GetOrAdd(requiresPython, Admits);
        return runs ? null : new Obstacle(ObstacleKind.OtherPython, requiresPython!);
    }

    private bool Admits(string requiresPython) => !VersionSpecifiers.TryParsePublished(requiresPython, out var specifiers, out _) || Admits(specifiers);

    /// <summary>Where no patch release was named, one that is left out counts as one among others, if older Pythons are admitted: as in uv.</summary>
    private bool Admits(VersionSpecifiers specifiers) => specifiers.Contains(_python)
        || (_request.IsAnyPatch
            && specifiers.Clauses.All(clause => clause.Operator == VersionOperator.NotEqual || clause.Contains(_python))
            && !specifiers.Range.IsSubsetOf(VersionRange.AtLeast(_python)));

    private Obstacle? ObstacleOf(PackageName name, Candidate wheel, TagPriority priority)
    {
        // A wheel that the user named is taken as it is; whether it fits is told where it would be installed.
        if (wheel.Url is not null)
            return null;
        if (_request.NoBinary.Contains(name))
            return new Obstacle(ObstacleKind.WheelsRefused);
        if (!priority.IsCompatible)
            return new Obstacle(ObstacleKind.OtherTarget, "this Python and platform");
        if (PythonObstacle(wheel.RequiresPython) is { } python)
            return python;
        if (wheel.Yanked is { } reason && !_pins.Contains((name, wheel.FileName.Version)))
            return new Obstacle(ObstacleKind.Yanked, reason);
        return _request.Uploads.Admit(name, wheel.UploadTime) ? null : new Obstacle(ObstacleKind.TooNew, $"{_request.Uploads.For(name):yyyy-MM-dd}");
    }

    private static bool IsLaterBuild(Candidate wheel, Candidate other) =>
        Comparer<Wheels.BuildTag?>.Default.Compare(wheel.FileName.Build, other.FileName.Build) > 0;

    private static (PackageName, PyVersion)? PinOf(Requirement requirement) =>
        requirement.Specifiers.Clauses is [{ Operator: VersionOperator.Equal or VersionOperator.SameText, Version: { } version }] ? (requirement.Name, version) : null;
}
