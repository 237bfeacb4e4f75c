namespace Kiln.Engine.Io.Zip;

/// <summary>
/// Words the refusal of an archive. What could do harm is always refused; what two readers might understand differently
/// is let pass by those who asked for it with <c>KILN_INSECURE_NO_ZIP_VALIDATION</c> (or uv's variable of that name).
/// </summary>
internal sealed class ArchiveJudge(FsPath archive, bool allowsAmbiguity)
{
    private const string AmbiguityHint =
        "tools may disagree on what such an archive holds; if you trust it, set KILN_INSECURE_NO_ZIP_VALIDATION=1";

    /// <summary>The error for an archive as a whole; <paramref name="finding"/> reads on after its name.</summary>
    public UserErrorException Refuse(string finding) => new($"`{FileName}` {finding}");

    /// <summary>The error for one member; <paramref name="finding"/> reads on after its name.</summary>
    public UserErrorException Refuse(FsPath member, string finding) => new($"`{FileName}`: the member `{member}` {finding}");

    /// <summary>Refuses an archive that can be read in two ways, unless that was allowed.</summary>
    public void FindAmbiguous(string finding)
    {
        if (!allowsAmbiguity)
            throw new UserErrorException($"`{FileName}` {finding}") { Hint = AmbiguityHint };
    }

    /// <summary>Refuses an archive with a member that can be read in two ways, unless that was allowed.</summary>
    public void FindAmbiguous(FsPath member, string finding)
    {
        if (!allowsAmbiguity)
            throw new UserErrorException($"`{FileName}`: the member `{member}` {finding}") { Hint = AmbiguityHint };
    }

    private string FileName => Printable.Text(archive.Name);
}
