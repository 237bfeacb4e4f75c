using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>A source whose bytecode is missing or not valid at some levels.</summary>
/// <param name="Folder">Where it lies.</param>
/// <param name="Name">Its name, with a NUL behind it.</param>
/// <param name="Size">Its size in bytes when it was found; big ones are compiled first.</param>
/// <param name="Levels">Bit n set: level n is to be compiled.</param>
internal sealed record SourceFile(SourceFolder Folder, byte[] Name, long Size, int Levels)
{
    /// <summary>The whole path.</summary>
    public FsPath Path => Folder.Path.Append(Name.AsSpan(0, Name.Length - 1));
}
