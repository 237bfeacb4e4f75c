using Kiln.Engine.Io;

namespace Kiln.Engine.Archives;

/// <summary>
/// Words the refusal of an archive. What could do harm is always refused; what two readers might understand differently
/// is let pass by those who asked for it with <c>KILN_INSECURE_NO_ZIP_VALIDATION</c> (or uv's variable of that name), and told.
/// </summary>
internal sealed class ArchiveJudge(FsPath archive, bool allowsAmbiguity)
{
    private const int MostTold = 10;

    private readonly List<string> _tolerated = [];

    /// <summary>The first findings that were let pass, each reading on after "the archive".</summary>
    public IReadOnlyList<string> Tolerated => _tolerated;

    /// <summary>The error for an archive as a whole; <paramref name="finding"/> reads on after its name.</summary>
    public UserErrorException Refuse(string finding) => new($"`{Printable.Text(archive.Name)}` {finding}");

    /// <summary>The error for one member; <paramref name="finding"/> reads on after its name.</summary>
    public UserErrorException Refuse(FsPath member, string finding) => Refuse(Describe(member, finding));

    /// <summary>Refuses an archive that can be read in two ways, unless that was allowed.</summary>
    public void FindAmbiguous(string finding)
    {
        if (!allowsAmbiguity)
        {
            throw new UserErrorException(Refuse(finding).Message)
            {
                Hint = "tools may disagree on what such an archive holds; if you trust it, set KILN_INSECURE_NO_ZIP_VALIDATION=1",
            };
        }
        if (_tolerated.Count < MostTold)
            _tolerated.Add(finding);
    }

    /// <summary>Refuses an archive with a member that can be read in two ways, unless that was allowed.</summary>
    public void FindAmbiguous(FsPath member, string finding) => FindAmbiguous(Describe(member, finding));

    private static string Describe(FsPath member, string finding) => $"has a member `{member}` that {finding}";
}
