using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>Keeps what is compiled of several wheels, wheel by wheel; what belongs to none of them is left to another.</summary>
internal sealed class WheelKeeper : IBytecodeKeeper
{
    private readonly Dictionary<FsPath, BytecodeFill> _fills = [];
    private readonly IBytecodeKeeper _others;

    /// <summary>Keeps the sources that these fills expect. Where two expect one source, only one of the wheels brought it: the other fill will not be whole.</summary>
    public WheelKeeper(IReadOnlyList<BytecodeFill> fills, IBytecodeKeeper others)
    {
        foreach (var fill in fills)
        {
            foreach (var source in fill.Sources)
                _fills[source] = fill;
        }
        _others = others;
    }

    /// <inheritdoc/>
    public FsPath SecondNameFor(FsPath source, int level) =>
        _fills.TryGetValue(source, out var fill) ? fill.SecondNameFor(source) : _others.SecondNameFor(source, level);

    /// <inheritdoc/>
    public void Keep(in CompiledSource source, ReadOnlySpan<byte> code, bool hasSecondName)
    {
        if (_fills.TryGetValue(source.Path, out var fill))
            fill.Keep(source, code, hasSecondName);
        else
            _others.Keep(source, code, hasSecondName);
    }

    /// <inheritdoc/>
    public void Reject(in CompiledSource source, CompileAnswer answer)
    {
        if (_fills.TryGetValue(source.Path, out var fill))
            fill.Reject(source, answer);
        else
            _others.Reject(source, answer);
    }
}
