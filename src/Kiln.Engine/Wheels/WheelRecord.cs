using System.Buffers.Text;
using System.Security.Cryptography;
using Kiln.Engine.Archives;
using Kiln.Engine.Io;

namespace Kiln.Engine.Wheels;

/// <summary>
/// The RECORD inside a wheel, compared with what the archive holds. By PEP 427 an installer must refuse a file that is unlisted or has another hash;
/// no other tool does, and some published wheels would fail: so the findings are collected, and <c>--verify-record</c> says what they mean.
/// </summary>
internal sealed class WheelRecord
{
    private const int MostProblems = 10;

    private readonly Dictionary<FsPath, RecordRow> _rows = [];
    private readonly List<string> _problems = [];
    private int _untold;

    /// <summary>Reads the content of a RECORD.</summary>
    public WheelRecord(ReadOnlySpan<byte> content)
    {
        var reader = new RecordReader(content);
        while (reader.Read())
        {
            var path = FsPath.FromBytes(reader.Path);
            if (!_rows.TryAdd(path, new RecordRow(reader.Hash.ToArray(), reader.Size.ToArray())))
                Tell($"RECORD lists `{path}` twice");
        }
        if (reader.IsMalformed)
            Tell("RECORD is cut off, or is no CSV");
    }

    /// <summary>The algorithm by which a file must be hashed beside SHA-256 to compare it with its row; null for none.</summary>
    public HashAlgorithmName? OtherAlgorithm(FsPath path) =>
        _rows.TryGetValue(path, out var row) && RecordHash.TryGetAlgorithm(row.Hash, out var algorithm) && algorithm != HashAlgorithmName.SHA256
            ? algorithm
            : null;

    /// <summary>Compares a file with its row; <paramref name="hash"/> is of the row's algorithm where that is a strong one.</summary>
    public void Check(FsPath path, ReadOnlySpan<byte> hash, long sizeBytes)
    {
        if (!_rows.TryGetValue(path, out var row))
            Tell($"RECORD does not list `{path}`");
        else if (row.Hash.Length == 0)
            Tell($"RECORD has no hash for `{path}`");
        else if (!RecordHash.TryGetAlgorithm(row.Hash, out _))
            Tell($"RECORD has only a weak hash ({RecordHash.AlgorithmOf(row.Hash)}) for `{path}`");
        else if (!RecordHash.AreSame(hash, row.Hash))
            Tell($"RECORD has another hash for `{path}` than the archive");
        else if (row.Size.Length > 0 && !IsNumber(row.Size, sizeBytes))
            Tell($"RECORD has another size for `{path}` than the archive");
    }

    /// <summary>Everything found, the rows that no member stands behind included.</summary>
    public IReadOnlyList<string> Conclude(IEnumerable<ZipMember> members)
    {
        var missing = new HashSet<FsPath>(_rows.Keys);
        missing.ExceptWith(members.Select(member => member.Path));
        foreach (var path in missing.Order())
            Tell($"RECORD lists `{path}`, which is not in the archive");
        if (_untold > 0)
            _problems.Add($"RECORD is wrong in {_untold} more places");
        return _problems;
    }

    private static bool IsNumber(ReadOnlySpan<byte> text, long number) =>
        Utf8Parser.TryParse(text, out long parsed, out int used) && used == text.Length && parsed == number;

    private void Tell(string problem)
    {
        if (_problems.Count < MostProblems)
            _problems.Add(problem);
        else
            _untold++;
    }
}
