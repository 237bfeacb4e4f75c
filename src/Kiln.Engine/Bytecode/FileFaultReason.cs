using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>A refusal of the file system as the end of a file.</summary>
internal static class FileFaultReason
{
    /// <summary>Why a source could not be read.</summary>
    public static CompileReason OfReading(FileError error) => error.Fault switch
    {
        FileFault.NotFound => CompileReason.Vanished,
        FileFault.NotFolder or FileFault.IsFolder or FileFault.Loop => CompileReason.NotAFile,
        _ => CompileReason.Unreadable,
    };

    /// <summary>Why a <c>.pyc</c> could not be written.</summary>
    public static CompileReason OfWriting(FileError error) => error.Fault switch
    {
        FileFault.NotFound => CompileReason.Vanished,
        FileFault.NotFolder or FileFault.IsFolder or FileFault.Exists or FileFault.NotEmpty or FileFault.Loop => CompileReason.BlockedPath,
        FileFault.NoSpace => CompileReason.NoSpace,
        FileFault.NameTooLong => CompileReason.NameTooLong,
        _ => CompileReason.Unwritable,
    };

    /// <summary>What was in the way of a <c>.pyc</c>, where, and what to do about it.</summary>
    public static string Advice(FileError error, FsPath cacheFolder, ReadOnlySpan<byte> name)
    {
        var pyc = cacheFolder.Append(name);
        return OfWriting(error) switch
        {
            CompileReason.BlockedPath when error.Fault is FileFault.NotFolder or FileFault.Loop => $"`{cacheFolder}` is no folder; remove it",
            CompileReason.BlockedPath => $"`{pyc}` is no regular file; remove it",
            CompileReason.NoSpace => $"no space left for `{pyc}`; free some and run again",
            _ => $"cannot write `{pyc}`: {error.Reason}",
        };
    }

    /// <summary>Whether a reason lies in the source: then the file is skipped, else it failed.</summary>
    public static CompileEnd EndOf(CompileReason reason) => reason switch
    {
        CompileReason.None => CompileEnd.Compiled,
        CompileReason.SyntaxError or CompileReason.Undecodable or CompileReason.Vanished
            or CompileReason.NotAFile or CompileReason.NameTooLong or CompileReason.Excluded => CompileEnd.Skipped,
        _ => CompileEnd.Failed,
    };
}
