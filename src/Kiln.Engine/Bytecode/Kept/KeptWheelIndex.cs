using System.Buffers.Binary;
using Kiln.Engine.Archives;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>
/// The one file that says all of a wheel's bytecode:
/// <code>
/// "KBI1" · CRC-32 of the rest:4
/// sha256 of the wheel · description of the compiler · when the wheel was unpacked
/// number of files · (entry · rejection · [detail | size · time · stamp:8 · name offset · name length · checksum:8])*
/// </code>
/// Numbers and lengths as .NET's BinaryWriter packs them, text as UTF-8 with its length before it. Another layout gets another bucket name.
/// </summary>
internal static class KeptWheelIndex
{
    private const int HeadBytes = 8;

    private static ReadOnlySpan<byte> Magic => "KBI1"u8;

    /// <summary>The bytes for a wheel's bytecode.</summary>
    public static byte[] Write(string wheelSha256, CompilerDescription compiler, FileTime unpacked, IReadOnlyList<KeptPyc> pycs)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(stackalloc byte[HeadBytes]);
        writer.Write(wheelSha256);
        writer.Write(compiler.Text);
        Write(writer, unpacked);
        writer.Write7BitEncodedInt(pycs.Count);
        foreach (var pyc in pycs)
            Write(writer, pyc);
        writer.Flush();
        byte[] content = stream.ToArray();
        Magic.CopyTo(content);
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(Magic.Length), Crc32.Update(0, content.AsSpan(HeadBytes)));
        return content;
    }

    /// <summary>What an index says; null if these are not the bytes that were written, or for another wheel or compiler.</summary>
    public static KeptWheel? Read(byte[] content, FsPath folder, string wheelSha256, CompilerDescription compiler)
    {
        if (!IsWhole(content))
            return null;
        using var reader = ReaderOf(content);
        return reader.ReadString() == wheelSha256 && reader.ReadString() == compiler.Text ? new KeptWheel(folder, ReadTime(reader), ReadAll(reader)) : null;
    }

    /// <summary>What an index says, for whichever wheel and compiler; null if it is damaged.</summary>
    public static KeptWheel? Read(FsPath folder)
    {
        if (FileSystem.ReadAll(BytecodeBucket.IndexIn(folder), out byte[] content).IsError || !IsWhole(content))
            return null;
        using var reader = ReaderOf(content);
        _ = reader.ReadString();
        _ = reader.ReadString();
        return new KeptWheel(folder, ReadTime(reader), ReadAll(reader));
    }

    private static bool IsWhole(ReadOnlySpan<byte> content) =>
        content.Length > HeadBytes
        && content.StartsWith(Magic)
        && BinaryPrimitives.ReadUInt32LittleEndian(content[Magic.Length..]) == Crc32.Update(0, content[HeadBytes..]);

    private static BinaryReader ReaderOf(byte[] content) => new(new MemoryStream(content) { Position = HeadBytes });

    private static KeptPyc[] ReadAll(BinaryReader reader)
    {
        var pycs = new KeptPyc[reader.Read7BitEncodedInt()];
        for (int i = 0; i < pycs.Length; i++)
            pycs[i] = Read(reader);
        return pycs;
    }

    private static void Write(BinaryWriter writer, KeptPyc pyc)
    {
        writer.Write7BitEncodedInt(pyc.Entry);
        writer.Write((byte)pyc.Rejection);
        if (!pyc.HasCode)
        {
            writer.Write(pyc.Detail);
            return;
        }
        writer.Write7BitEncodedInt64(pyc.SizeBytes);
        Write(writer, pyc.Time);
        writer.Write(pyc.Stamp);
        writer.Write7BitEncodedInt(pyc.NameOffset);
        writer.Write7BitEncodedInt(pyc.NameLength);
        writer.Write(pyc.Checksum);
    }

    private static KeptPyc Read(BinaryReader reader)
    {
        int entry = reader.Read7BitEncodedInt();
        var rejection = (CompileReason)reader.ReadByte();
        if (rejection != CompileReason.None)
            return new KeptPyc(entry) { Rejection = rejection, Detail = reader.ReadString() };
        return new KeptPyc(entry)
        {
            SizeBytes = reader.Read7BitEncodedInt64(),
            Time = ReadTime(reader),
            Stamp = reader.ReadUInt64(),
            NameOffset = reader.Read7BitEncodedInt(),
            NameLength = reader.Read7BitEncodedInt(),
            Checksum = reader.ReadUInt64(),
        };
    }

    private static void Write(BinaryWriter writer, FileTime time)
    {
        writer.Write(time.Seconds);
        writer.Write(time.Nanoseconds);
    }

    private static FileTime ReadTime(BinaryReader reader) => new(reader.ReadInt64(), reader.ReadUInt32());
}
