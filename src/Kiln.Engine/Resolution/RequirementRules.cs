using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>Which requirements count in one search: overrides, excludes and markers applied, and what the user's own say of versions.</summary>
internal sealed class RequirementRules
{
    private readonly ResolutionRequest _request;
    private readonly ILookup<PackageName, Requirement> _overrides;
    private readonly ILookup<PackageName, Requirement> _constraints;
    private readonly HashSet<PackageName> _wantPreReleases;
    private readonly HashSet<PackageName> _direct;

    /// <summary>The rules of a request.</summary>
    public RequirementRules(ResolutionRequest request)
    {
        _request = request;
        _overrides = request.Overrides.ToLookup(requirement => requirement.Name);
        _constraints = request.Constraints.Where(requirement => requirement.Applies(request.Markers, [])).ToLookup(requirement => requirement.Name);
        OfUser = [.. Counting(request.Requirements, null)];
        _direct = [.. OfUser.Select(requirement => requirement.Name)];
        _wantPreReleases =
            [.. request.Requirements.Concat(request.Constraints).Concat(request.Overrides).Where(each => each.Specifiers.NamesPreRelease).Select(each => each.Name)];
    }

    /// <summary>What the user requires.</summary>
    public IReadOnlyList<Requirement> OfUser { get; }

    /// <summary>The constraints on a project.</summary>
    public IEnumerable<Requirement> ConstraintsOn(PackageName name) => _constraints[name];

    /// <summary>Which versions of a project are taken before others.</summary>
    public VersionPreference PreferenceFor(PackageName name) => new(
        _request.Strategy == ResolutionStrategy.Lowest || (_request.Strategy == ResolutionStrategy.LowestDirect && _direct.Contains(name)),
        PermitFor(name),
        _request.Preferences.GetValueOrDefault(name));

    /// <summary>Those of a package's requirements that count for itself, or, for one of its extras, those that the extra adds.</summary>
    public IEnumerable<Requirement> Counting(IEnumerable<Requirement> requirements, ExtraName? extra)
    {
        foreach (var requirement in requirements)
        {
            if (_request.Excludes.Contains(requirement.Name))
                continue;
            if (!_overrides.Contains(requirement.Name))
            {
                if (Counts(requirement, extra))
                    yield return requirement;
                continue;
            }
            // As in uv, an override takes the place of a requirement's whole condition, but for the extra that it hangs on.
            var own = ExtraCondition(requirement.Marker);
            if (own is null ? extra is not null : extra is null || !own.Evaluate(_request.Markers, [extra]))
                continue;
            foreach (var replacement in _overrides[requirement.Name].Where(each => each.Applies(_request.Markers, [])))
                yield return replacement;
        }
    }

    private bool Counts(Requirement requirement, ExtraName? extra)
    {
        bool countsAlways = requirement.Applies(_request.Markers, []);
        return extra is null ? countsAlways : !countsAlways && requirement.Applies(_request.Markers, [extra]);
    }

    private static MarkerComparison? ExtraCondition(Marker? marker) => marker switch
    {
        MarkerComparison { Variable: MarkerVariable.Extra } comparison => comparison,
        MarkerGroup { IsAlternative: false } group => group.Members.OfType<MarkerComparison>().FirstOrDefault(member => member.Variable == MarkerVariable.Extra),
        _ => null,
    };

    private PreReleasePermit PermitFor(PackageName name)
    {
        return _request.PreReleasesOf.GetValueOrDefault(name, _request.PreReleases) switch
        {
            PreReleaseMode.Allow => PreReleasePermit.Yes,
            PreReleaseMode.Disallow => PreReleasePermit.No,
            PreReleaseMode.Explicit => _wantPreReleases.Contains(name) ? PreReleasePermit.AfterOthers : PreReleasePermit.No,
            _ => PreReleasePermit.AfterOthers,
        };
    }
}
