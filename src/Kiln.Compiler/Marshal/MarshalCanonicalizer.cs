using System.Buffers;

namespace Kiln.Compiler.Marshal;

/// <summary>
/// Makes the marshal stream of a code object independent of what its interpreter did before, without changing the objects in
/// it: the same bytes whatever the order of files and the number of workers. Owned by one worker; its buffers are used again.
/// <list type="bullet">
/// <item>3.8 to 3.10: reference flags stand exactly on what is referred to again, frozensets are sorted.</item>
/// <item>From 3.11: the bytes of a fresh process, but for two traces of history: <see cref="CachedCharacters"/> to 3.12, and
/// <see cref="FrozensetSharing"/> from 3.12 on. Few streams can hold one; the others are not even parsed.</item>
/// </list>
/// </summary>
public sealed class MarshalCanonicalizer
{
    private readonly int _pythonMinor;
    private readonly MarshalTree _tree = new();
    private readonly CanonicalWriter _writer;
    private readonly CachedCharacters _characters;
    private readonly FrozensetSharing _sharing;

    /// <summary>
    /// A canonicalizer for the streams of CPython 3.<paramref name="pythonMinor"/>. <paramref name="isAnyInternedAtStart"/> says
    /// whether that interpreter has interned one of some names before it compiles anything; it is asked about few files.
    /// </summary>
    public MarshalCanonicalizer(int pythonMinor, Func<IReadOnlyList<string>, bool> isAnyInternedAtStart)
    {
        _pythonMinor = pythonMinor;
        FrozensetOrder order = new(_tree, pythonMinor);
        _characters = new CachedCharacters(_tree, isAsciiAffected: DependsOnProcess);
        _sharing = new FrozensetSharing(_tree, order, isAnyInternedAtStart);
        _writer = new CanonicalWriter(_tree, order, DependsOnProcess ? CanonicalFlags.ReferredObjects : CanonicalFlags.SharedObjects);
    }

    /// <summary>Whether flags and orders depend on reference counts and hash seed.</summary>
    private bool DependsOnProcess => _pythonMinor <= 10;

    private bool HasCharacterTraces => _pythonMinor <= 12;

    private bool HasFrozensetTraces => _pythonMinor >= 12;

    /// <summary>
    /// Appends the canonical form to <paramref name="output"/>. False, and nothing appended, if the interpreter's bytes are to
    /// be kept: they are canonical already, or cannot be understood.
    /// </summary>
    public bool TryCanonicalize(ReadOnlySpan<byte> code, IBufferWriter<byte> output)
    {
        if (!MayDependOnHistory(code) || !_tree.Read(code, CodeShape.OfPython(_pythonMinor)).IsOk)
            return false;
        _tree.MarkIdentifiers();
        bool isChanged = HasCharacterTraces && _characters.RestoreLetters(code);
        isChanged |= HasFrozensetTraces && _sharing.Merge(code);
        return (isChanged || DependsOnProcess) && _writer.TryWrite(code, output);
    }

    private bool MayDependOnHistory(ReadOnlySpan<byte> code) =>
        DependsOnProcess
        || (HasCharacterTraces && HistoryTraces.HasLatin1Character(code))
        || (HasFrozensetTraces && HistoryTraces.HasTwoFrozensets(code));
}
