using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>A name in the cache that a new <c>.pyc</c> is to have beside its own; by default none.</summary>
/// <param name="folder">The open folder that it is meant from.</param>
/// <param name="terminated">The name in or below that folder, with a NUL behind it.</param>
internal readonly struct SecondName(FolderHandle? folder, ReadOnlyMemory<byte> terminated)
{
    /// <summary>True if a name is wanted.</summary>
    public bool IsWanted => folder is not null && !terminated.IsEmpty;

    /// <summary>Makes a new file of this name.</summary>
    public FileError Create(uint mode, out FileHandle? file) => FileHandle.Create(folder!, terminated.Span, mode, out file);

    /// <summary>Gives it to a file.</summary>
    public FileError GiveTo(FsPath file) => folder!.HardLink(file, terminated.Span);

    /// <summary>Gives the file of this name another one, which must be free.</summary>
    public FileError Add(FsPath name) => folder!.HardLink(terminated.Span, name);

    /// <summary>Takes it away.</summary>
    public void Delete() => folder!.Delete(terminated.Span);
}
