namespace Kiln.Engine.Bytecode;

/// <summary>Where a compiler puts the code it made: in one part, or a large one in several as it comes.</summary>
internal interface ICodeSink
{
    /// <summary>Takes the next part; it holds only during the call.</summary>
    void Add(ReadOnlySpan<byte> part);
}
