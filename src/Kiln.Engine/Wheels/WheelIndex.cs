using System.Buffers.Binary;
using Kiln.Engine.Archives;
using Kiln.Engine.Io;

namespace Kiln.Engine.Wheels;

/// <summary>
/// The one file from which an unpacked wheel is read back, so that an install from a warm cache opens nothing else before it links:
/// <code>
/// "KWI1" · CRC-32 of the rest:4
/// sha256 · file name · dist-info · root is purelib · is ambiguous
/// name · version · requires python · requires dist* · provides extra* · entry point* · warning* · record problem*
/// number of entries · (path length · path · NUL · size · is executable · record hash:50)*
/// </code>
/// Numbers and lengths as .NET's BinaryWriter packs them, text as UTF-8 with its length before it. Another layout gets another bucket name.
/// </summary>
internal static class WheelIndex
{
    private const int HeadBytes = 8;

    private static ReadOnlySpan<byte> Magic => "KWI1"u8;

    /// <summary>The bytes for a wheel.</summary>
    public static byte[] Write(UnpackedWheel wheel)
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(stackalloc byte[HeadBytes]);
        writer.Write(wheel.Sha256);
        writer.Write(wheel.FileName.Text);
        writer.Write(wheel.DistInfo);
        writer.Write(wheel.RootIsPurelib);
        writer.Write(wheel.IsAmbiguous);
        Write(writer, wheel.Metadata);
        WriteAll(writer, wheel.EntryPoints.SelectMany<EntryPoint, string>(each => [each.Name, each.Module, each.Attribute, each.IsGui ? "gui" : ""]));
        WriteAll(writer, wheel.Warnings);
        WriteAll(writer, wheel.RecordProblems);
        writer.Write7BitEncodedInt(wheel.Entries.Count);
        foreach (var entry in wheel.Entries)
        {
            writer.Write7BitEncodedInt(entry.Path.Length);
            writer.Write(entry.TerminatedPath.Span);
            writer.Write7BitEncodedInt64(entry.SizeBytes);
            writer.Write(entry.IsExecutable);
            writer.Write(entry.RecordHash.Span);
        }
        writer.Flush();
        var content = stream.ToArray();
        Magic.CopyTo(content);
        BinaryPrimitives.WriteUInt32LittleEndian(content.AsSpan(Magic.Length), Crc32.Update(0, content.AsSpan(HeadBytes)));
        return content;
    }

    /// <summary>The wheel whose index this is, unpacked in <paramref name="root"/>; null if these are not the bytes that were written.</summary>
    public static UnpackedWheel? Read(byte[] content, FsPath root)
    {
        bool isWhole = content.Length > HeadBytes
            && content.AsSpan().StartsWith(Magic)
            && BinaryPrimitives.ReadUInt32LittleEndian(content.AsSpan(Magic.Length)) == Crc32.Update(0, content.AsSpan(HeadBytes));
        if (!isWhole)
            return null;
        var stream = new MemoryStream(content) { Position = HeadBytes };
        using var reader = new BinaryReader(stream);
        return new UnpackedWheel
        {
            Root = root,
            Sha256 = reader.ReadString(),
            FileName = WheelFileName.Parse(reader.ReadString()),
            DistInfo = reader.ReadString(),
            RootIsPurelib = reader.ReadBoolean(),
            IsAmbiguous = reader.ReadBoolean(),
            Metadata = ReadMetadata(reader),
            EntryPoints = [.. ReadAll(reader).Chunk(4).Select(each => new EntryPoint(each[0], each[1], each[2], each[3].Length > 0))],
            Warnings = ReadAll(reader),
            RecordProblems = ReadAll(reader),
            Entries = ReadEntries(reader, content),
        };
    }

    private static void Write(BinaryWriter writer, CoreMetadata metadata)
    {
        writer.Write(metadata.Name);
        writer.Write(metadata.Version);
        writer.Write(metadata.RequiresPython ?? "");
        WriteAll(writer, metadata.RequiresDist);
        WriteAll(writer, metadata.ProvidesExtra);
    }

    private static CoreMetadata ReadMetadata(BinaryReader reader) => new()
    {
        Name = reader.ReadString(),
        Version = reader.ReadString(),
        RequiresPython = reader.ReadString() is { Length: > 0 } python ? python : null,
        RequiresDist = ReadAll(reader),
        ProvidesExtra = ReadAll(reader),
    };

    private static void WriteAll(BinaryWriter writer, IEnumerable<string> texts)
    {
        string[] all = [.. texts];
        writer.Write7BitEncodedInt(all.Length);
        foreach (string text in all)
            writer.Write(text);
    }

    private static string[] ReadAll(BinaryReader reader)
    {
        var texts = new string[reader.Read7BitEncodedInt()];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = reader.ReadString();
        return texts;
    }

    private static WheelEntry[] ReadEntries(BinaryReader reader, byte[] content)
    {
        var entries = new WheelEntry[reader.Read7BitEncodedInt()];
        foreach (ref var entry in entries.AsSpan())
        {
            var path = Take(reader, content, reader.Read7BitEncodedInt() + 1);
            long size = reader.Read7BitEncodedInt64();
            bool isExecutable = reader.ReadBoolean();
            entry = new WheelEntry(path, size, isExecutable, Take(reader, content, RecordHash.Sha256TextBytes));
        }
        return entries;
    }

    /// <summary>A slice of the content itself, so that an entry costs no memory of its own.</summary>
    private static ReadOnlyMemory<byte> Take(BinaryReader reader, byte[] content, int length)
    {
        int start = (int)reader.BaseStream.Position;
        reader.BaseStream.Position += length;
        return content.AsMemory(start, length);
    }
}
