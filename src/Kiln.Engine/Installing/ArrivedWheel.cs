using Kiln.Engine.Bytecode.Kept;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Installing;

/// <summary>A wheel that is compiled while others are still on their way.</summary>
/// <param name="wheel">The wheel.</param>
/// <param name="fill">Its bytecode on its way into the cache.</param>
/// <param name="sources">Number of sources to compile.</param>
internal sealed class ArrivedWheel(UnpackedWheel wheel, BytecodeFill fill, int sources)
{
    private int _left = sources;

    /// <summary>The wheel.</summary>
    public UnpackedWheel Wheel => wheel;

    /// <summary>Its bytecode.</summary>
    public BytecodeFill Fill => fill;

    /// <summary>One source is done; true for the last.</summary>
    public bool IsLast() => Interlocked.Decrement(ref _left) == 0;
}
