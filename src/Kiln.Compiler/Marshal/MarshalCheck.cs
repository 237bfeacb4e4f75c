namespace Kiln.Compiler.Marshal;

/// <summary>
/// Says whether a stream is one whole code object, without building anything: for <c>kiln verify</c>, which checks tens of
/// thousands of files.
/// </summary>
public static class MarshalCheck
{
    /// <summary>Checks what stands in a <c>.pyc</c> of Python 3.<paramref name="pythonMinor"/> after the header.</summary>
    public static MarshalOutcome Check(ReadOnlySpan<byte> stream, int pythonMinor)
    {
        if (!stream.IsEmpty && (stream[0] & ~MarshalTypes.ReferableFlag) != (byte)MarshalType.Code)
            return new MarshalOutcome(MarshalStatus.Corrupt, 0);
        Nothing visitor = default;
        return MarshalWalker.Walk(stream, CodeShape.OfPython(pythonMinor), ref visitor);
    }

    private struct Nothing : IMarshalVisitor
    {
        public readonly void Enter(in MarshalToken token)
        {
        }

        public readonly void Leave()
        {
        }
    }
}
