namespace Kiln.Engine.Bytecode;

/// <summary>Why a source was skipped or failed; in reports spelled in lower case with hyphens.</summary>
public enum CompileReason
{
    /// <summary>It was neither.</summary>
    None,

    /// <summary>Skipped: the interpreter rejects it.</summary>
    SyntaxError,

    /// <summary>Skipped: its bytes are no text in the encoding that it declares.</summary>
    Undecodable,

    /// <summary>Skipped: it was deleted meanwhile.</summary>
    Vanished,

    /// <summary>Skipped: a link that leads nowhere or to a folder, a fifo, a device.</summary>
    NotAFile,

    /// <summary>Skipped: the file system takes no <c>.pyc</c> name that long.</summary>
    NameTooLong,

    /// <summary>Skipped: by <c>--exclude</c>.</summary>
    Excluded,

    /// <summary>Failed: over the time limit.</summary>
    Timeout,

    /// <summary>Failed: the interpreter died of it, twice.</summary>
    Crashed,

    /// <summary>Failed: there was not enough memory for it.</summary>
    OutOfMemory,

    /// <summary>Failed: no rights to read it.</summary>
    Unreadable,

    /// <summary>Failed: no rights to write its <c>.pyc</c>.</summary>
    Unwritable,

    /// <summary>Failed: the disk is full.</summary>
    NoSpace,

    /// <summary>Failed: something that is no file lies where the <c>.pyc</c> or its folder goes.</summary>
    BlockedPath,

    /// <summary>Failed: the interpreter does not start, or does not do as it should.</summary>
    InterpreterBroken,
}
