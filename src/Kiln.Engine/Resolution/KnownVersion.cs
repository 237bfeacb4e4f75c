using Kiln.Engine.Index;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Resolution;

/// <summary>A version of a project, as a source has it. Its files are read when they are first asked for: of most versions they never are.</summary>
public sealed class KnownVersion
{
    private readonly Lazy<VersionFiles> _files;

    /// <summary>A version whose files are read later; safe for several threads.</summary>
    public KnownVersion(PyVersion version, Func<VersionFiles> read) => (Version, _files) = (version, new Lazy<VersionFiles>(read));

    /// <summary>A version whose wheels are known.</summary>
    public KnownVersion(PyVersion version, IReadOnlyList<Candidate> wheels) => (Version, _files) = (version, new Lazy<VersionFiles>(new VersionFiles(wheels, [])));

    /// <summary>The version.</summary>
    public PyVersion Version { get; }

    /// <summary>Its wheels, for whatever Python and platform; of equal ones the first is taken.</summary>
    public IReadOnlyList<Candidate> Wheels => _files.Value.Wheels;

    /// <summary>Its source distributions.</summary>
    public IReadOnlyList<RemoteFile> Sources => _files.Value.Sources;

    /// <summary>Which turn it has: all versions of a later one are tried after all of an earlier one (<c>--index-strategy unsafe-first-match</c>).</summary>
    public int Turn { get; init; }
}
