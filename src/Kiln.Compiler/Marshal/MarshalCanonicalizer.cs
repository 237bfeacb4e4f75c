using System.Buffers;

namespace Kiln.Compiler.Marshal;

/// <summary>
/// Makes the marshal stream of a code object independent of what its interpreter did before, without changing the objects in
/// it: the same bytes whatever the order of files and the number of workers. Owned by one worker; its buffers are used again.
/// <list type="bullet">
/// <item>3.8 to 3.10: reference flags stand exactly on what is referred to again, frozensets are sorted.</item>
/// <item>3.11 and 3.12: the bytes of a fresh process, but for the two traces of history in <see cref="Latin1Characters"/> and,
/// in 3.12, <see cref="FrozensetSharing"/>; few streams can hold one, and the others are not even parsed.</item>
/// <item>3.13 and newer: nothing to do, interned strings die with the code that used them.</item>
/// </list>
/// </summary>
public sealed class MarshalCanonicalizer
{
    private readonly int _pythonMinor;
    private readonly MarshalTree _tree = new();
    private readonly CanonicalWriter _writer;
    private readonly FrozensetSharing _sharing;

    /// <summary>A canonicalizer for the streams of CPython 3.<paramref name="pythonMinor"/>.</summary>
    public MarshalCanonicalizer(int pythonMinor)
    {
        _pythonMinor = pythonMinor;
        FrozensetOrder order = new(_tree);
        _sharing = new FrozensetSharing(_tree, order);
        _writer = new CanonicalWriter(_tree, order, IsOrderedByHash ? CanonicalFlags.ReferredObjects : CanonicalFlags.SharedObjects);
    }

    private bool IsOrderedByHash => _pythonMinor <= 10;

    /// <summary>
    /// Appends the canonical form to <paramref name="output"/>. False, and nothing appended, if the interpreter's bytes are to
    /// be kept: they are canonical already, or cannot be understood.
    /// </summary>
    public bool TryCanonicalize(ReadOnlySpan<byte> code, IBufferWriter<byte> output)
    {
        if (!MayDependOnHistory(code) || !_tree.Read(code, CodeShape.OfPython(_pythonMinor)).IsOk)
            return false;
        _tree.MarkRoles();
        bool isChanged = Latin1Characters.RestoreLetters(_tree, code);
        if (_pythonMinor == 12)
            isChanged |= _sharing.Merge(code);
        return (isChanged || IsOrderedByHash) && _writer.TryWrite(code, output);
    }

    private bool MayDependOnHistory(ReadOnlySpan<byte> code) => _pythonMinor switch
    {
        <= 10 => true,
        11 => HistoryTraces.HasLatin1Character(code),
        12 => HistoryTraces.HasLatin1Character(code) || HistoryTraces.HasTwoFrozensets(code),
        _ => false,
    };
}
