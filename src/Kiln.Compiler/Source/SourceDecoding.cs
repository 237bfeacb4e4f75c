namespace Kiln.Compiler.Source;

/// <summary>What <see cref="SourceEncoding"/> can say of the bytes of a source.</summary>
public enum SourceDecoding
{
    /// <summary>The bytes are text in their encoding: a rejected source has a syntax error.</summary>
    Decodable,

    /// <summary>The bytes are no text in their encoding, or contradict themselves about it.</summary>
    Undecodable,

    /// <summary>The source declares an encoding that only the interpreter can judge.</summary>
    OtherEncoding,
}
