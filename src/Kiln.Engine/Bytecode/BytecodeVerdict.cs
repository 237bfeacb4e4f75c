namespace Kiln.Engine.Bytecode;

/// <summary>Whether an import will use a source's bytecode, and if not, why; in reports spelled in lower case with hyphens.</summary>
public enum BytecodeVerdict
{
    /// <summary>It will be used, and it is what the source says, as far as importlib looks.</summary>
    Used,

    /// <summary>It will be used (unchecked-hash), but the source has changed since: edits have no effect.</summary>
    UsedThoughChanged,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary>There is none at this level, but at another.</summary>
    OtherLevel,

    /// <summary>Stale: the source has another modification time.</summary>
    StaleMtime,

    /// <summary>Stale: the source has another size.</summary>
    StaleSize,

    /// <summary>Stale: the source has another hash.</summary>
    StaleHash,

    /// <summary>It is of another interpreter, though its name says otherwise.</summary>
    OtherMagic,

    /// <summary>It ends too early.</summary>
    Truncated,

    /// <summary>It is not what an interpreter would have written.</summary>
    Corrupt,

    /// <summary>The interpreter, running as this user, cannot read it, or not the source that it must be compared with.</summary>
    Unreadable,

    /// <summary>Something that is no file lies in its place, or in that of its folder.</summary>
    Blocked,

    /// <summary>The source's name is so long that the file system takes no <c>.pyc</c> for it.</summary>
    NameTooLong,
}
