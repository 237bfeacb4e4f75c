using Kiln.Engine.Index;
using Kiln.Engine.Io;
using Kiln.Engine.Requirements;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Resolution;

/// <summary>A wheel that may be chosen for a project: a file here, a file on a server, or, with neither, what is installed already.</summary>
/// <param name="FileName">What its name says.</param>
/// <param name="Archive">Where it lies on this machine; empty if it does not.</param>
/// <param name="Url">The URL or path that named it, where the user asked for just this file; else null.</param>
/// <param name="Remote">What its page says of it, and where it is fetched from if it is not here; null for none.</param>
public sealed record Candidate(WheelFileName FileName, FsPath Archive, string? Url = null, RemoteFile? Remote = null)
{
    /// <summary>True if it is in the environment already, and there is nothing to install.</summary>
    public bool IsInstalled => Archive.IsEmpty && Remote is null;

    /// <summary>The index, page or folder that it was found in, as a URL without credentials; null for what the user named, and what is installed.</summary>
    public string? Index => Remote is not null ? Remote.Index : Archive.IsEmpty ? null : FileUrl.FromPath(Archive.Parent);

    /// <summary>True if its archive lies on this machine.</summary>
    public bool IsHere => !Archive.IsEmpty;

    /// <summary>The Pythons it runs on, as far as its page tells before its metadata is read; null if it does not.</summary>
    public string? RequiresPython => Remote?.RequiresPython;

    /// <summary>Why it should not be used any more (PEP 592), maybe empty; null if it may.</summary>
    public string? Yanked => Remote?.Yanked;

    /// <summary>When it was uploaded; null if that is not told.</summary>
    public DateTimeOffset? UploadTime => Remote?.UploadTime;
}
