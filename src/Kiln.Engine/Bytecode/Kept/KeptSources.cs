using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Kiln.Compiler.Marshal;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>
/// The code of single sources, of one compiler and level: those of projects, of editable packages, of what other installers brought. A file holds
/// <code>
/// "KBS1" · checksum of the rest:8 · name offset:4 · name length:4 · code
/// </code>
/// without a header, which is made anew, as the file name is, for the place that it goes to. Used by several threads.
/// </summary>
internal sealed class KeptSources(BytecodeBucket bucket, CompilerDescription compiler)
{
    private const int ChecksumEnd = 12;
    private const int HeadBytes = 20;

    private readonly FsPath _folder = bucket.SourcesOf(compiler);
    private long _keptBytes;
    private long _givenBytes;

    private static ReadOnlySpan<byte> Magic => "KBS1"u8;

    /// <summary>True if anything can be found here.</summary>
    public bool MayHold => FileSystem.IsFolder(_folder);

    /// <summary>Bytes of code that were found here.</summary>
    public long GivenBytes => _givenBytes;

    /// <summary>Bytes that were put here.</summary>
    public long KeptBytes => _keptBytes;

    /// <summary>Writes the code of a source, under the name given; false if it is not here, or not whole.</summary>
    public bool TryGet(ReadOnlySpan<byte> source, ReadOnlySpan<byte> name, IBufferWriter<byte> code)
    {
        var place = PlaceOf(source);
        if (FileSystem.ReadAll(place, out byte[] content).IsError || !IsWhole(content))
            return false;
        int offset = BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(ChecksumEnd));
        int length = BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(ChecksumEnd + 4));
        if (!CodeFileName.TryReplace(content.AsSpan(HeadBytes), offset, length, name, code))
            return false;
        FileSystem.Touch(place);
        Interlocked.Add(ref _givenBytes, content.Length - HeadBytes);
        return true;
    }

    /// <summary>Keeps the code of a source that was compiled under that name, if the name can be exchanged.</summary>
    public void Keep(ReadOnlySpan<byte> source, ReadOnlySpan<byte> name, ReadOnlySpan<byte> code)
    {
        if (!CodeFileName.TryFind(code, name, out int offset))
            return;
        byte[] content = new byte[HeadBytes + code.Length];
        Magic.CopyTo(content);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(ChecksumEnd), offset);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(ChecksumEnd + 4), name.Length);
        code.CopyTo(content.AsSpan(HeadBytes));
        BinaryPrimitives.WriteUInt64LittleEndian(content.AsSpan(Magic.Length), CodeChecksum.Of(content.AsSpan(ChecksumEnd)));
        var place = PlaceOf(source);
        if (FileSystem.WriteAll(place, content).Fault == FileFault.NotFound)
        {
            _ = FileSystem.MakeFolders(place.Parent);
            _ = FileSystem.WriteAll(place, content);
        }
        Interlocked.Add(ref _keptBytes, content.Length);
    }

    /// <summary>True if a file holds what was put there.</summary>
    public static bool IsWhole(FsPath file) => !FileSystem.ReadAll(file, out byte[] content).IsError && IsWhole(content);

    private static bool IsWhole(ReadOnlySpan<byte> content) =>
        content.Length > HeadBytes && content.StartsWith(Magic)
        && BinaryPrimitives.ReadUInt64LittleEndian(content[Magic.Length..]) == CodeChecksum.Of(content[ChecksumEnd..]);

    private FsPath PlaceOf(ReadOnlySpan<byte> source)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(source));
        return _folder / hash[..2] / hash;
    }
}
