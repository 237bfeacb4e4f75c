namespace Kiln.Compiler.Marshal;

/// <summary>How reading a marshal stream ended, and where.</summary>
/// <param name="Status">Whether it could be read.</param>
/// <param name="Offset">The first byte that could not be understood; the stream's length where it is whole.</param>
public readonly record struct MarshalOutcome(MarshalStatus Status, int Offset)
{
    /// <summary>Whether the stream is one whole object.</summary>
    public bool IsOk => Status == MarshalStatus.Ok;
}
