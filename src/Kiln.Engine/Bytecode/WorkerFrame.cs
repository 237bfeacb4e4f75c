using System.Buffers.Binary;

namespace Kiln.Engine.Bytecode;

/// <summary>The frames between Kiln and <c>worker.py</c>, whose doc string describes them.</summary>
internal static class WorkerFrame
{
    /// <summary>Bytes of a request before its name and source.</summary>
    public const int RequestSize = 20;

    /// <summary>Bytes of an answer before its content.</summary>
    public const int AnswerSize = 12;

    /// <summary>Bytes that a worker sends first.</summary>
    public const int HelloSize = 8;

    // The worker cuts its reasons; a longer one is no worker's.
    private const int LongestReason = 64 * 1024;

    /// <summary>How a hello begins.</summary>
    public static ReadOnlySpan<byte> Hello => "KILN"u8;

    /// <summary>Writes the head of a request.</summary>
    public static void WriteRequest(Span<byte> head, int level, int limitSeconds, int nameLength, int sourceLength)
    {
        BinaryPrimitives.WriteInt32LittleEndian(head, level);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], limitSeconds);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], nameLength);
        BinaryPrimitives.WriteInt32LittleEndian(head[12..], sourceLength);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], 0);
    }

    /// <summary>Reads the head of an answer; false if no worker wrote it.</summary>
    public static bool TryReadAnswer(ReadOnlySpan<byte> head, out WorkerStatus status, out long length)
    {
        status = (WorkerStatus)BinaryPrimitives.ReadInt32LittleEndian(head);
        length = BinaryPrimitives.ReadInt64LittleEndian(head[4..]);
        return status is >= WorkerStatus.Code and <= WorkerStatus.OutOfMemory && length >= 0 && length <= (status == WorkerStatus.Code ? int.MaxValue : LongestReason);
    }
}
