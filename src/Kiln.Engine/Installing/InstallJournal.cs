using System.Buffers;
using System.Buffers.Binary;
using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>
/// What a change is going to add, written down before it begins, so that whoever finds it unfinished can take it back.
/// A file of records, each with its length before it: the roots, a divider, then for every file its path, size and hash.
/// </summary>
internal sealed record InstallJournal(IReadOnlyList<FsPath> Roots, IReadOnlyList<JournalFile> Files)
{
    private const int LengthBytes = 4;

    /// <summary>The journal as it is written.</summary>
    public ReadOnlyMemory<byte> Serialize()
    {
        var output = new ArrayBufferWriter<byte>(Roots.Sum(root => root.Length + LengthBytes) + LengthBytes + Files.Sum(SizeOf));
        foreach (var root in Roots)
            Append(output, root.Bytes);
        Append(output, default);
        foreach (var file in Files)
        {
            Append(output, file.Path.Bytes);
            BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(8), file.SizeBytes);
            output.Advance(8);
            Append(output, file.RecordHash.Span);
        }
        return output.WrittenMemory;
    }

    /// <summary>Reads a journal; null if it is none.</summary>
    public static InstallJournal? Parse(ReadOnlyMemory<byte> content)
    {
        var roots = new List<FsPath>();
        var files = new List<JournalFile>();
        ReadOnlyMemory<byte> part;
        while (TryTake(ref content, out part) && part.Length > 0)
            roots.Add(FsPath.FromBytes(part.Span));
        while (TryTake(ref content, out part) && content.Length >= 8)
        {
            long size = BinaryPrimitives.ReadInt64LittleEndian(content.Span);
            content = content[8..];
            if (!TryTake(ref content, out var hash))
                return null;
            files.Add(new JournalFile(FsPath.FromBytes(part.Span), size, hash));
        }
        return content.IsEmpty && roots.Count > 0 ? new InstallJournal(roots, files) : null;
    }

    private static int SizeOf(JournalFile file) => LengthBytes + file.Path.Length + sizeof(long) + LengthBytes + file.RecordHash.Length;

    private static void Append(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> part)
    {
        BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(LengthBytes), part.Length);
        output.Advance(LengthBytes);
        output.Write(part);
    }

    private static bool TryTake(ref ReadOnlyMemory<byte> content, out ReadOnlyMemory<byte> part)
    {
        part = default;
        if (content.Length < 4)
            return false;
        int length = BinaryPrimitives.ReadInt32LittleEndian(content.Span);
        if (length < 0 || length > content.Length - 4)
            return false;
        part = content.Slice(4, length);
        content = content[(4 + length)..];
        return true;
    }
}
