using Kiln.Compiler.Pyc;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>
/// Whether a <c>.pyc</c> is what this run would leave there, from its header alone, as importlib judges it
/// (Lib/importlib/_bootstrap_external.py: _classify_pyc, _validate_timestamp_pyc, _validate_hash_pyc), and of the mode that is asked for.
/// </summary>
internal static class PycCheck
{
    /// <summary>True if header and file agree, in timestamp mode.</summary>
    public static bool IsCurrent(ReadOnlySpan<byte> header, uint magic, in FileStatus source) =>
        PycHeader.TryParse(header, out var found) && found == TimestampHeader(magic, source);

    /// <summary>True if the header is of this hash mode and interpreter, so that the hash decides.</summary>
    public static bool IsOfHashMode(ReadOnlySpan<byte> header, uint magic, InvalidationMode mode, out ulong hash)
    {
        bool isParsed = PycHeader.TryParse(header, out var found);
        hash = found.SourceHash;
        return isParsed && found == PycHeader.Hash(magic, hash, mode == InvalidationMode.CheckedHash);
    }

    /// <summary>The header of a source with these bytes and this status.</summary>
    public static PycHeader HeaderOf(BytecodeFormat format, InvalidationMode mode, ReadOnlySpan<byte> source, in FileStatus status) =>
        mode == InvalidationMode.Timestamp
            ? TimestampHeader(format.Magic, status)
            : PycHeader.Hash(format.Magic, SourceHash.Compute(source, format.Magic, format.HashRounds), mode == InvalidationMode.CheckedHash);

    /// <summary>The last eight bytes of the header of a source with this status, in timestamp mode.</summary>
    public static ulong StampOf(in FileStatus status) => TimestampHeader(0, status).Stamp;

    private static PycHeader TimestampHeader(uint magic, in FileStatus source) =>
        PycHeader.Timestamp(magic, SourceMtime.FromFileTime(source.ModifiedSeconds, source.ModifiedNanoseconds), (uint)source.Size);
}
