using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Kiln.Compiler.Marshal;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>
/// The code of single sources, of one compiler and level: those of projects, of editable packages, of what other installers brought; or that they have none,
/// so that no interpreter has to start to say so again. A file holds
/// <code>
/// "KBS1" · checksum of the rest:8 · name offset:4 · name length:4 · code
/// "KBR1" · checksum of the rest:8 · reason:4 · length of the detail:4 · detail in UTF-8
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

    private static ReadOnlySpan<byte> MagicOfRefusals => "KBR1"u8;

    /// <summary>True if anything can be found here.</summary>
    public bool MayHold => FileSystem.IsFolder(_folder);

    /// <summary>Bytes of code that were found here.</summary>
    public long GivenBytes => _givenBytes;

    /// <summary>Bytes that were put here.</summary>
    public long KeptBytes => _keptBytes;

    /// <summary>What the compiler said of a source, its code written under the name given; null if that is not here, or not whole.</summary>
    public CompileAnswer? Find(ReadOnlySpan<byte> source, ReadOnlySpan<byte> name, IBufferWriter<byte> code)
    {
        var place = PlaceOf(source);
        if (FileSystem.ReadAll(place, out byte[] content).IsError || !IsWhole(content))
            return null;
        int first = BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(ChecksumEnd));
        int second = BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(ChecksumEnd + 4));
        bool isRefusal = content.AsSpan().StartsWith(MagicOfRefusals);
        if (!isRefusal && !CodeFileName.TryReplace(content.AsSpan(HeadBytes), first, second, name, code))
            return null;
        FileSystem.Touch(place);
        if (isRefusal)
            return new CompileAnswer((CompileReason)first, Encoding.UTF8.GetString(content.AsSpan(HeadBytes, second)));
        Interlocked.Add(ref _givenBytes, content.Length - HeadBytes);
        return default(CompileAnswer);
    }

    /// <summary>Keeps the code of a source that was compiled under that name, if the name can be exchanged.</summary>
    public void Keep(ReadOnlySpan<byte> source, ReadOnlySpan<byte> name, ReadOnlySpan<byte> code)
    {
        if (!CodeFileName.TryFind(code, name, out int offset))
            return;
        Write(source, Magic, offset, name.Length, code);
    }

    /// <summary>Keeps that the compiler rejects a source, where it is the source's fault and will be again.</summary>
    public void KeepRefusal(ReadOnlySpan<byte> source, CompileAnswer answer)
    {
        if (answer.Reason is not (CompileReason.SyntaxError or CompileReason.Undecodable))
            return;
        byte[] detail = Encoding.UTF8.GetBytes(answer.Detail ?? "");
        Write(source, MagicOfRefusals, (int)answer.Reason, detail.Length, detail);
    }

    private void Write(ReadOnlySpan<byte> source, ReadOnlySpan<byte> magic, int first, int second, ReadOnlySpan<byte> rest)
    {
        byte[] content = new byte[HeadBytes + rest.Length];
        magic.CopyTo(content);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(ChecksumEnd), first);
        BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(ChecksumEnd + 4), second);
        rest.CopyTo(content.AsSpan(HeadBytes));
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
        content.Length >= HeadBytes && (content.StartsWith(Magic) || content.StartsWith(MagicOfRefusals))
        && BinaryPrimitives.ReadUInt64LittleEndian(content[Magic.Length..]) == CodeChecksum.Of(content[ChecksumEnd..]);

    private FsPath PlaceOf(ReadOnlySpan<byte> source)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(source));
        return _folder / hash[..2] / hash;
    }
}
