using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>The facts of a search: which versions there are, and what each requires. Asks the source, each thing once.</summary>
internal sealed class Universe
{
    private readonly IPackageSource _source;
    private readonly ResolutionRequest _request;
    private readonly RequirementRules _requirements;
    private readonly WheelRules _wheels;
    private readonly Dictionary<PackageName, Candidate> _named;
    private readonly Dictionary<PackageName, ProjectVersions> _projects = [];
    private readonly Dictionary<Candidate, IReadOnlyList<Requirement>> _needs = new(ReferenceEqualityComparer.Instance);
    // A project's versions have most requirements in common; reading one takes 2 µs.
    private readonly Dictionary<string, Requirement> _read = [];

    /// <summary>The facts for a request; <paramref name="named"/> are the wheels that the user named by file or URL.</summary>
    public Universe(IPackageSource source, ResolutionRequest request, IEnumerable<Candidate> named)
    {
        (_source, _request) = (source, request);
        _requirements = new RequirementRules(request);
        _wheels = new WheelRules(request);
        _named = named.ToDictionary(candidate => candidate.FileName.Name);
    }

    /// <summary>What the user requires.</summary>
    public IReadOnlyList<Requirement> UserNeeds => _requirements.OfUser;

    /// <summary>The constraints on a project.</summary>
    public IEnumerable<Requirement> ConstraintsOn(PackageName name) => _requirements.ConstraintsOn(name);

    /// <summary>A project came up, wanted in a range: it may be read ahead.</summary>
    public void Expect(PackageName name, VersionRange range)
    {
        if (_named.TryGetValue(name, out var named))
        {
            _source.Expect([named]);
            return;
        }
        var preference = _requirements.PreferenceFor(name);
        _source.Expect(name, project =>
        {
            var versions = new ProjectVersions(project, _wheels);
            int first = versions.Find(range, preference).DefaultIfEmpty(-1).First();
            return first < 0 ? null : versions.VerdictOf(first).Wheel;
        });
    }

    /// <summary>The version to try first of those in a range; null if none can be chosen.</summary>
    public Choice? Choose(PackageName name, VersionRange range)
    {
        var project = VersionsOf(name);
        var preference = _requirements.PreferenceFor(name);
        foreach (int index in project.Find(range, preference))
        {
            ReadAhead(project, index, range, preference);
            if (FaultOf(project.VerdictOf(index).Wheel!) is not { } fault)
                return project.ChoiceOf(index);
            project.Refuse(index, fault);
        }
        return null;
    }

    /// <summary>A version that was decided on.</summary>
    public Choice Chosen(PackageName name, PyVersion version)
    {
        var project = VersionsOf(name);
        return project.ChoiceOf(project.IndexOf(version));
    }

    /// <summary>All that is known of a version.</summary>
    public KnownVersion Known(PackageName name, PyVersion version)
    {
        var project = VersionsOf(name);
        return project.Project.Versions[project.IndexOf(version)];
    }

    /// <summary>All that the metadata of a version that was decided on requires.</summary>
    public IReadOnlyList<Requirement> StatedBy(PackageName name, PyVersion version) => _needs[Chosen(name, version).Wheel];

    /// <summary>What a version requires; of one of its extras, what that adds.</summary>
    public IReadOnlyList<Requirement> NeedsOf(Choice choice, ExtraName? extra) =>
        _request.WithDependencies ? [.. _requirements.Counting(_needs[choice.Wheel], extra)] : [];

    /// <summary>Why a requirement cannot be followed; null if it can. Only the user may name URLs: what is installed shall not hang on what strangers wrote.</summary>
    public string? Refusal(Requirement requirement, Choice? owner)
    {
        if (owner?.Wheel.FileName.Name == requirement.Name && !requirement.Specifiers.Range.Contains(owner.Version))
            return $"requires another version of itself (`{requirement}`)";
        if (requirement.Url is not { } url || (_named.TryGetValue(requirement.Name, out var named) && named.Url == url))
            return null;
        return $"requires `{requirement.Name}` by a URL, which only you may name";
    }

    /// <summary>True if a range leaves one version at most.</summary>
    public bool IsPinned(PackageName name, VersionRange range) => range.IsOneVersion || _named.ContainsKey(name);

    /// <summary>The versions of a project.</summary>
    public ProjectVersions VersionsOf(PackageName name)
    {
        if (_projects.TryGetValue(name, out var versions))
            return versions;
        var project = _named.TryGetValue(name, out var named)
            ? new KnownProject(name, [new KnownVersion(named.FileName.Version, [named])])
            : _source.Find(name);
        return _projects[name] = new ProjectVersions(project, _wheels);
    }

    /// <summary>The versions of a project, if it was looked at; else null.</summary>
    public ProjectVersions? FindVersions(PackageName name) => _projects.GetValueOrDefault(name);

    /// <summary>Why the versions in a range cannot be chosen, the newest first.</summary>
    public IEnumerable<(PyVersion Version, Obstacle Obstacle)> ObstaclesIn(PackageName name, VersionRange range)
    {
        var project = VersionsOf(name);
        var permit = _requirements.PreferenceFor(name).PreReleases;
        for (int i = 0; i < project.Count; i++)
        {
            if (range.Contains(project[i]) && project.ObstacleTo(i, permit) is { } obstacle)
                yield return (project[i], obstacle);
        }
    }

    /// <summary>The tags of a version's wheels, a few of them.</summary>
    public string TargetsOf(PackageName name, PyVersion version)
    {
        var project = VersionsOf(name);
        var tags = project.Project.Versions[project.IndexOf(version)].Wheels.Select(wheel => $"`{wheel.FileName.Tags}`").Distinct().ToList();
        return string.Join(", ", tags.Take(3)) + (tags.Count > 3 ? $" and {tags.Count - 3} more" : "");
    }

    /// <summary>Reads what a wheel requires; returns why it cannot be used, or null.</summary>
    private Obstacle? FaultOf(Candidate wheel)
    {
        if (_needs.ContainsKey(wheel))
            return null;
        var metadata = _source.MetadataOf(wheel);
        if (_wheels.PythonObstacle(metadata.RequiresPython) is { } python)
            return python;
        var needs = new List<Requirement>(metadata.RequiresDist.Count);
        foreach (string text in metadata.RequiresDist)
        {
            if (!_read.TryGetValue(text, out var requirement))
            {
                if (!Requirement.TryParsePublished(text, out requirement, out var fault))
                    return new Obstacle(ObstacleKind.BrokenMetadata, fault.ToError($"requirement `{text}`").Message);
                _read[text] = requirement;
            }
            needs.Add(requirement);
        }
        _needs[wheel] = needs;
        return null;
    }

    /// <summary>
    /// Where one version after the other is tried, the metadata of the next ones is read together: of those in the range, then, as in uv, of those
    /// behind it. What pins each version to a few of another project leaves few in the range, and moves it on with each try.
    /// </summary>
    private void ReadAhead(ProjectVersions project, int tried, VersionRange range, VersionPreference preference)
    {
        if (project.CountAhead(tried) is not (> 0 and int count))
            return;
        var later = VersionRange.AtLeast(project[tried]);
        var behind = project.Find(preference.TakesLowest ? later : later.Complement(), preference);
        _source.Expect([.. project.Find(range, preference).Concat(behind).Distinct().Take(count).Select(index => project.VerdictOf(index).Wheel!)]);
    }
}
