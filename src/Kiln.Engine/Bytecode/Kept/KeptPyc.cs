using Kiln.Compiler.Pyc;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>What is known of the bytecode of one file of a wheel, or why it has none.</summary>
/// <param name="Entry">The number of the source among the wheel's entries; the kept file's name.</param>
internal sealed record KeptPyc(int Entry)
{
    /// <summary>Why the interpreter takes no such source; <see cref="CompileReason.None"/> if it does.</summary>
    public CompileReason Rejection { get; init; }

    /// <summary>What the interpreter said of it.</summary>
    public string Detail { get; init; } = "";

    /// <summary>Size of the kept file.</summary>
    public long SizeBytes { get; init; }

    /// <summary>The kept file's own time.</summary>
    public FileTime Time { get; init; }

    /// <summary>The last eight bytes of its header.</summary>
    public ulong Stamp { get; init; }

    /// <summary>Where in the code, which starts behind the header, the file name stands; negative where it cannot be exchanged.</summary>
    public int NameOffset { get; init; }

    /// <summary>How long that name is.</summary>
    public int NameLength { get; init; }

    /// <summary>Of the code.</summary>
    public ulong Checksum { get; init; }

    /// <summary>True if there is code.</summary>
    public bool HasCode => Rejection == CompileReason.None;

    /// <summary>True if the kept file is as it was left, by this look at it: whoever wrote into it, or lost the end of it, has changed time or size.</summary>
    public bool IsUntouched(in FileStatus status) => status.Kind == FileKind.File && status.Size == SizeBytes && FileTime.Of(status) == Time;

    /// <summary>True if this is the content of the kept file, header included.</summary>
    public bool IsWhole(ReadOnlySpan<byte> content) =>
        content.Length == SizeBytes && content.Length > PycHeader.SizeBytes && CodeChecksum.Of(content[PycHeader.SizeBytes..]) == Checksum;
}
