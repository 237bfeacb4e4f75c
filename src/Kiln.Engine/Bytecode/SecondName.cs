using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>A name that a new <c>.pyc</c> is to get beside its own; by default none.</summary>
/// <param name="folder">The open folder that it is meant from.</param>
/// <param name="terminated">The name in or below that folder, with a NUL behind it.</param>
internal readonly ref struct SecondName(FolderHandle? folder, ReadOnlySpan<byte> terminated)
{
    private readonly ReadOnlySpan<byte> _terminated = terminated;

    /// <summary>True if a name is wanted.</summary>
    public bool IsWanted => folder is not null && !_terminated.IsEmpty;

    /// <summary>Gives it to a file.</summary>
    public FileError GiveTo(FsPath file) => folder!.HardLink(file, _terminated);
}
