using System.Buffers;
using System.Buffers.Text;

namespace Kiln.Engine.Wheels;

/// <summary>Writes the rows of a RECORD as Python's csv.writer does: a field is quoted only where it must be, lines end with a newline.</summary>
/// <param name="capacity">Bytes that are expected.</param>
public sealed class RecordWriter(int capacity = 4096)
{
    private static readonly SearchValues<byte> NeedQuotes = SearchValues.Create(",\"\r\n"u8);

    private readonly ArrayBufferWriter<byte> _content = new(capacity);

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Content => _content.WrittenMemory;

    /// <summary>Adds a file whose hash and size are not recorded: bytecode, and RECORD itself.</summary>
    public void Add(ReadOnlySpan<byte> path)
    {
        AddField(path);
        _content.Write(",,\n"u8);
    }

    /// <summary>Adds a file with its hash (<c>sha256=…</c>) and size.</summary>
    public void Add(ReadOnlySpan<byte> path, ReadOnlySpan<byte> hash, long sizeBytes)
    {
        AddField(path);
        _content.Write(","u8);
        AddField(hash);
        _content.Write(","u8);
        _ = Utf8Formatter.TryFormat(sizeBytes, _content.GetSpan(20), out int written);
        _content.Advance(written);
        _content.Write("\n"u8);
    }

    /// <summary>Adds rows that were written before.</summary>
    public void AddRows(ReadOnlySpan<byte> rows) => _content.Write(rows);

    /// <summary>Adds a row as a reader stands at it.</summary>
    public void Add(in RecordReader row)
    {
        AddField(row.Path);
        _content.Write(","u8);
        AddField(row.Hash);
        _content.Write(","u8);
        AddField(row.Size);
        _content.Write("\n"u8);
    }

    private void AddField(ReadOnlySpan<byte> field)
    {
        if (!field.ContainsAny(NeedQuotes))
        {
            _content.Write(field);
            return;
        }
        _content.Write("\""u8);
        for (int quote = field.IndexOf((byte)'"'); quote >= 0; quote = field.IndexOf((byte)'"'))
        {
            _content.Write(field[..quote]);
            _content.Write("\"\""u8);
            field = field[(quote + 1)..];
        }
        _content.Write(field);
        _content.Write("\""u8);
    }
}
