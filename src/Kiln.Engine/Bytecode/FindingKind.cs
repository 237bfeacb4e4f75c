namespace Kiln.Engine.Bytecode;

/// <summary>What kind of thing was found beside sources and their bytecode; in reports spelled in lower case with hyphens.</summary>
public enum FindingKind
{
    /// <summary>Bytecode in a cache folder whose source is gone: never imported.</summary>
    Orphan,

    /// <summary>An <c>x.pyc</c> beside the sources without <c>x.py</c>: imported as it is.</summary>
    Sourceless,

    /// <summary>A file or folder that a run of Kiln has not finished, or left behind when it was killed.</summary>
    Unfinished,

    /// <summary>A source that was asked for by name, or is listed in a RECORD, and is not there.</summary>
    Vanished,

    /// <summary>A folder that this user cannot look into: what it holds is not known.</summary>
    UnreadableFolder,
}
