using System.Collections;
using Kiln.Engine.Index;
using Kiln.Engine.Index.Pages;
using Kiln.Engine.Io;
using Kiln.Engine.Requirements;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Resolution;

/// <summary>The versions on a project's page, each read when it is first looked at. Safe for several threads: all get the same objects.</summary>
internal sealed class PageVersions(ProjectPage page) : IReadOnlyList<KnownVersion>
{
    private readonly KnownVersion?[] _versions = new KnownVersion?[page.Count];

    /// <inheritdoc/>
    public int Count => _versions.Length;

    /// <inheritdoc/>
    public KnownVersion this[int index]
    {
        get
        {
            if (Volatile.Read(ref _versions[index]) is { } known)
                return known;
            var version = new KnownVersion(page.VersionAt(index), () => ReadFiles(index));
            return Interlocked.CompareExchange(ref _versions[index], version, null) ?? version;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<KnownVersion> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private VersionFiles ReadFiles(int index)
    {
        var wheels = new List<Candidate>();
        var sources = new List<RemoteFile>();
        foreach (var file in page.FilesAt(index))
        {
            if (!file.FileName.EndsWith(".whl", StringComparison.Ordinal))
                sources.Add(file);
            else if (CandidateOf(file) is { } wheel)
                wheels.Add(wheel);
        }
        return new VersionFiles(wheels, sources);
    }

    /// <summary>A file that a page tells of, as a wheel to choose; null for one that is none.</summary>
    public static Candidate? CandidateOf(RemoteFile file)
    {
        if (!WheelFileName.TryParse(file.FileName, out var name, out _))
            return null;
        var archive = file.Link.IsFile ? FileUrl.ToPath(file.Url.AbsoluteUri) : default(FsPath);
        return new Candidate(name, archive, Remote: file);
    }
}
