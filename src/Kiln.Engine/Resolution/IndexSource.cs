using System.Collections.Concurrent;
using Kiln.Engine.Index;
using Kiln.Engine.Io.Http;
using Kiln.Engine.Requirements;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Resolution;

/// <summary>
/// What indexes and <c>--find-links</c> have. What a search expects is fetched meanwhile, as tasks, as many at once as are allowed; the search itself
/// waits for just what it asks. Each thing is asked for once, so that the answer hangs on no timing; whoever comes first begins it on his own thread: what the
/// cache has, which takes 20 µs, is not handed from thread to thread.
/// </summary>
public sealed class IndexSource : IPackageSource, IDisposable
{
    private readonly ConcurrentDictionary<PackageName, Lazy<Task<KnownProject>>> _projects = new();
    private readonly ConcurrentDictionary<Candidate, Lazy<Task<CoreMetadata?>>> _metadata = new(ReferenceEqualityComparer.Instance);
    private readonly LinkedWheels _links;
    private readonly PackageIndexes _indexes;
    private readonly RemoteMetadata _remote;
    private readonly WheelSupply _supply;
    private readonly SemaphoreSlim _places;

    /// <summary>A source that asks these places.</summary>
    public IndexSource(FoundLinks links, PackageIndexes indexes, RemoteMetadata metadata, WheelSupply supply)
    {
        (_links, _indexes, _remote, _supply) = (new LinkedWheels(links), indexes, metadata, supply);
        _places = new SemaphoreSlim(metadata.Concurrency);
    }

    /// <inheritdoc/>
    public void Expect(PackageName name, Func<KnownProject, Candidate?> likely) => Later(() => ExpectAsync(name, likely));

    /// <inheritdoc/>
    public void Expect(IReadOnlyList<Candidate> candidates)
    {
        foreach (var candidate in candidates)
            Later(() => ExpectAsync(candidate));
    }

    /// <inheritdoc/>
    public KnownProject Find(PackageName name) => Wait(ProjectAsync(name), RemoteError.OfPage);

    /// <inheritdoc/>
    public CoreMetadata MetadataOf(Candidate candidate) =>
        (IsWhole(candidate) ? null : Wait(MetadataAsync(candidate), RemoteError.OfArchive)) ?? _supply.MetadataOf(candidate);

    /// <summary>The wheels, unpacked; <paramref name="audience"/> gets each while others are on their way.</summary>
    public IReadOnlyList<UnpackedWheel> Unpack(IReadOnlyList<Candidate> candidates, IArrivalAudience? audience = null)
    {
        var wheels = _supply.Unpack(candidates, audience);
        for (int i = 0; i < wheels.Count; i++)
        {
            if (_metadata.TryGetValue(candidates[i], out var told) && told.Value is { IsCompletedSuccessfully: true, Result: { } metadata } && Differs(metadata, wheels[i].Metadata))
                _supply.Reporter.Warn($"the index tells other requirements of `{candidates[i].FileName}` than the wheel itself, which were not looked at");
        }
        return wheels;
    }

    /// <summary>The means to get these wheels anew, should the cache lose some of their files.</summary>
    public WheelRenewal RenewalOf(IReadOnlyList<Candidate> candidates) => _supply.RenewalOf(candidates);

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    /// <summary>A failure is told to whoever asks for what failed; what is only expected may fail unseen.</summary>
    private async Task ExpectAsync(PackageName name, Func<KnownProject, Candidate?> likely)
    {
        var reading = ProjectAsync(name);
        await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (reading.IsCompletedSuccessfully && likely(reading.Result) is { } candidate)
            await ExpectAsync(candidate).ConfigureAwait(false);
    }

    private async Task ExpectAsync(Candidate candidate)
    {
        if (IsWhole(candidate))
            _supply.Expect(candidate);
        else
            await ((Task)MetadataAsync(candidate)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Later(Func<Task> work) => _ = Task.Run(work, _supply.Cancellation);

    private Task<KnownProject> ProjectAsync(PackageName name) =>
        _projects.GetOrAdd(name, key => new(() => ReadProjectAsync(key))).Value;

    private Task<CoreMetadata?> MetadataAsync(Candidate candidate) =>
        _metadata.GetOrAdd(candidate, key => new(() => InPlaceAsync(() => _remote.FindAsync(key.Remote!, key.FileName, _supply.Cancellation)))).Value;

    private async Task<KnownProject> ReadProjectAsync(PackageName name)
    {
        var answer = await InPlaceAsync(() => _indexes.FindAsync(name, _supply.Cancellation)).ConfigureAwait(false);
        var linked = _indexes.IsPinned(name) ? [] : _links.Find(name);
        bool isInTurn = _indexes.Strategy == IndexStrategy.UnsafeFirstMatch;
        IReadOnlyList<KnownVersion> versions = linked.Count == 0 && answer.Pages is [var only]
            ? new PageVersions(only)
            : MergedVersions.Of([linked, .. answer.Pages.Select(page => new PageVersions(page))], isInTurn);
        if (_supply.HashesOf(name) is { Count: > 0 } hashes)
            versions = MergedVersions.WithHashes(versions, hashes);
        return new KnownProject(name, versions) { Absence = AbsenceIn(answer, _indexes.IsPinned(name)), Turns = isInTurn ? Math.Max(answer.Pages.Count, 1) : 1 };
    }

    private string AbsenceIn(IndexAnswer answer, bool isPinned)
    {
        if (answer.IsFound)
            return "has no release that could be installed";
        string absence = isPinned || _links.Places.Length == 0 ? answer.Absence : string.Join(", and ", ((string[])[$"does not lie in {_links.Places}", answer.Absence]).Where(each => each.Length > 0));
        return absence.Length > 0 ? absence : "is nowhere to be found: no index may be asked, and no folder of wheels was given with `--find-links`";
    }

    private async Task<T> InPlaceAsync<T>(Func<Task<T>> ask)
    {
        await _places.WaitAsync(_supply.Cancellation).ConfigureAwait(false);
        try
        {
            return await ask().ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>What is here, or will be fetched anyway because the user named it, is unpacked at once.</summary>
    private static bool IsWhole(Candidate candidate) => candidate.IsHere || candidate.Url is not null;

    private static T Wait<T>(Task<T> task, Func<HttpFailureException, UserErrorException> word)
    {
        try
        {
            return task.GetAwaiter().GetResult();
        }
        catch (HttpFailureException failure)
        {
            throw word(failure);
        }
    }

    private static bool Differs(CoreMetadata told, CoreMetadata own) =>
        told.RequiresPython != own.RequiresPython || !told.RequiresDist.Order().SequenceEqual(own.RequiresDist.Order());
}
