namespace Kiln.Engine.Wheels;

/// <summary>
/// Reads a RECORD row by row, in place. It is CSV as Python's csv module reads it, one row per file: path, hash, size
/// (https://packaging.python.org/en/latest/specifications/recording-installed-packages/, PEP 376 and 627).
/// Paths are bytes: a name that is not UTF-8 stays what it is.
/// </summary>
public ref struct RecordReader
{
    private const byte Quote = (byte)'"';
    private const byte Comma = (byte)',';

    private ReadOnlySpan<byte> _rest;
    private bool _isRowEnd;

    /// <summary>A reader at the first row of <paramref name="content"/>.</summary>
    public RecordReader(ReadOnlySpan<byte> content) => _rest = content.StartsWith("\uFEFF"u8) ? content[3..] : content;

    /// <summary>The file, relative to site-packages unless absolute.</summary>
    public ReadOnlySpan<byte> Path { get; private set; }

    /// <summary>Algorithm, <c>=</c> and digest in urlsafe base64 without padding; may be empty.</summary>
    public ReadOnlySpan<byte> Hash { get; private set; }

    /// <summary>The size in bytes, in decimal; may be empty.</summary>
    public ReadOnlySpan<byte> Size { get; private set; }

    /// <summary>True if the content ended inside a quoted field: it was cut off, or is no RECORD.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Moves to the next row; false at the end. Empty lines are passed over, fields that a row lacks are empty, further ones ignored.</summary>
    public bool Read()
    {
        _rest = _rest.TrimStart("\r\n"u8);
        if (_rest.IsEmpty)
            return false;
        _isRowEnd = false;
        Path = ReadField();
        Hash = ReadField();
        Size = ReadField();
        while (!_isRowEnd)
            _ = ReadField();
        return !IsMalformed;
    }

    private ReadOnlySpan<byte> ReadField()
    {
        if (_isRowEnd)
            return default;
        if (!_rest.IsEmpty && _rest[0] == Quote)
            return ReadQuotedField();
        int length = _rest.IndexOfAny(Comma, (byte)'\n', (byte)'\r');
        var field = length < 0 ? _rest : _rest[..length];
        EndField(field.Length);
        return field;
    }

    private ReadOnlySpan<byte> ReadQuotedField()
    {
        int closing = 1 + _rest[1..].IndexOf(Quote);
        if (closing > 0 && (closing + 1 == _rest.Length || _rest[closing + 1] is Comma or (byte)'\n' or (byte)'\r'))
        {
            var field = _rest[1..closing];
            EndField(closing + 1);
            return field;
        }
        return ReadUnusualField();
    }

    /// <summary>A field with doubled quotes in it, or with text behind its closing quote, which csv takes as part of the field.</summary>
    private ReadOnlySpan<byte> ReadUnusualField()
    {
        var field = new List<byte>();
        bool isQuoted = true;
        int position = 1;
        for (; position < _rest.Length; position++)
        {
            byte value = _rest[position];
            if (isQuoted && value == Quote)
            {
                if (position + 1 < _rest.Length && _rest[position + 1] == Quote)
                    field.Add(_rest[position++]);
                else
                    isQuoted = false;
            }
            else if (!isQuoted && value is Comma or (byte)'\n' or (byte)'\r')
                break;
            else
                field.Add(value);
        }
        IsMalformed = isQuoted;
        EndField(position);
        return field.ToArray();
    }

    /// <summary>Passes over a field of that length and over the comma behind it.</summary>
    private void EndField(int length)
    {
        _isRowEnd = length == _rest.Length || _rest[length] != Comma;
        _rest = _rest[(_isRowEnd ? length : length + 1)..];
    }
}
