namespace Kiln.Compiler.Marshal;

/// <summary>What <see cref="MarshalWalker"/> tells about each object, in the order of the stream.</summary>
internal interface IMarshalVisitor
{
    /// <summary>An object begins; its children follow.</summary>
    void Enter(in MarshalToken token);

    /// <summary>The container entered last and not yet left is complete. Not told for objects without children.</summary>
    void Leave();
}
