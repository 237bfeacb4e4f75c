namespace Kiln.Engine.Versions;

/// <summary>The release numbers while a version is read: on the stack, unless there are unusually many.</summary>
internal ref struct ReleaseNumbers(Span<long> buffer)
{
    private Span<long> _numbers = buffer;
    private int _count;

    /// <summary>All numbers added so far.</summary>
    public readonly ReadOnlySpan<long> All => _numbers[.._count];

    /// <summary>Adds one at the end.</summary>
    public void Add(long number)
    {
        if (_count == _numbers.Length)
        {
            var larger = new long[_count * 2];
            _numbers.CopyTo(larger);
            _numbers = larger;
        }
        _numbers[_count++] = number;
    }
}
