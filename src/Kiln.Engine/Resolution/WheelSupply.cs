using Kiln.Engine.Index;
using Kiln.Engine.Requirements;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Resolution;

/// <summary>Wheels that were found, unpacked: those of this machine and those of servers, each once.</summary>
/// <param name="hashesOf">The hashes of which a project's wheel must have one; none where any will do.</param>
/// <param name="wheels">Unpacks wheels.</param>
/// <param name="remote">Fetches wheels.</param>
/// <param name="reporter">Is told of progress.</param>
public sealed class WheelSupply(Func<PackageName, IReadOnlyList<ArchiveHash>> hashesOf, WheelCache wheels, RemoteWheels remote, IReporter reporter)
{
    private readonly Dictionary<Candidate, UnpackedWheel> _unpacked = [];
    private readonly Dictionary<Candidate, WheelOutcome> _ahead = [];
    private readonly HashSet<Candidate> _expected = [];

    /// <summary>Whether nothing cached about a project is believed.</summary>
    public Func<PackageName, bool> IsRefreshed { get; init; } = static _ => false;

    /// <summary>Ends what goes on.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Is told of progress.</summary>
    internal IReporter Reporter => reporter;

    /// <summary>The hashes of which a project's wheel must have one.</summary>
    internal IReadOnlyList<ArchiveHash> HashesOf(PackageName name) => hashesOf(name);

    /// <summary>A wheel of this machine will be asked for soon: it is unpacked together with the next one. Safe for several threads.</summary>
    internal void Expect(Candidate candidate)
    {
        lock (_expected)
            _expected.Add(candidate);
    }

    /// <summary>What the METADATA in a wheel says, for which the wheel is unpacked.</summary>
    internal CoreMetadata MetadataOf(Candidate candidate)
    {
        if (_unpacked.TryGetValue(candidate, out var known))
            return known.Metadata;
        if (!candidate.IsHere)
            return Unpack([candidate], audience: null)[0].Metadata;
        if (!_ahead.ContainsKey(candidate))
            UnpackAhead(candidate);
        return _ahead[candidate].Get().Metadata;
    }

    /// <summary>The wheels, unpacked; what there is to say of those that were unpacked ahead is said now, and of others never.</summary>
    /// <param name="candidates">Which.</param>
    /// <param name="audience">Gets each while others are on their way, where any has to come; null for nobody.</param>
    public IReadOnlyList<UnpackedWheel> Unpack(IReadOnlyList<Candidate> candidates, IArrivalAudience? audience)
    {
        var missing = candidates.Where(candidate => !_unpacked.ContainsKey(candidate)).Distinct().ToList();
        foreach (var candidate in missing.Where(_ahead.ContainsKey))
            _unpacked[candidate] = wheels.Accept(_ahead[candidate], reporter);
        var here = missing.Where(candidate => candidate.IsHere && !_ahead.ContainsKey(candidate)).ToList();
        Note(here, wheels.Get([.. here.Select(RequestFor)], reporter, Cancellation));
        var there = missing.Where(candidate => !candidate.IsHere).ToList();
        if (there.Count > 0 && audience is not null)
        {
            foreach (var candidate in candidates.Where(_unpacked.ContainsKey))
                audience.Unpacked(_unpacked[candidate]);
        }
        Note(there, remote.Get([.. there.Select(RemoteRequestFor)], reporter, audience, Cancellation));
        return [.. candidates.Select(candidate => _unpacked[candidate])];
    }

    private void UnpackAhead(Candidate candidate)
    {
        Candidate[] expected;
        lock (_expected)
        {
            expected = [candidate, .. _expected.Where(each => each != candidate && !_ahead.ContainsKey(each))];
            _expected.Clear();
        }
        var outcomes = wheels.Unpack([.. expected.Select(RequestFor)], reporter, Cancellation);
        for (int i = 0; i < expected.Length; i++)
            _ahead[expected[i]] = outcomes[i];
    }

    /// <summary>The means to get these wheels anew, should the cache lose some of their files.</summary>
    public WheelRenewal RenewalOf(IReadOnlyList<Candidate> candidates) =>
        new([.. candidates.Select(candidate => (_unpacked[candidate], new Action(() => Renew(candidate))))], reporter);

    private void Note(List<Candidate> candidates, IReadOnlyList<UnpackedWheel> unpacked)
    {
        for (int i = 0; i < candidates.Count; i++)
            _unpacked[candidates[i]] = unpacked[i];
    }

    private void Renew(Candidate candidate)
    {
        if (candidate.IsHere)
            wheels.Renew(RequestFor(candidate), _unpacked[candidate], reporter, Cancellation);
        else
            remote.Renew(RemoteRequestFor(candidate), _unpacked[candidate], reporter, Cancellation);
    }

    private WheelRequest RequestFor(Candidate candidate) => new(candidate.Archive, candidate.FileName)
    {
        AcceptedHashes = hashesOf(candidate.FileName.Name) is { Count: > 0 } asked ? asked : candidate.Remote?.Hashes ?? [],
        IsRefreshed = IsRefreshed(candidate.FileName.Name),
    };

    private RemoteWheelRequest RemoteRequestFor(Candidate candidate) => new(candidate.Remote!, candidate.FileName) { AcceptedHashes = hashesOf(candidate.FileName.Name) };
}
