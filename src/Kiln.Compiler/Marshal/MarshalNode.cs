namespace Kiln.Compiler.Marshal;

/// <summary>An occurrence of an object in a <see cref="MarshalTree"/>: the object itself, or a reference to it.</summary>
internal struct MarshalNode
{
    public MarshalType Type;

    /// <summary>Whether FLAG_REF is set.</summary>
    public bool IsReferable;

    /// <summary>Where it begins in the stream.</summary>
    public int Offset;

    /// <summary>Its bytes before its first child.</summary>
    public int Length;

    /// <summary>The node after it and all that is in it; the first child of a container is the node after it.</summary>
    public int End;

    /// <summary>The node of the object: its own index, or of a reference the one it refers to.</summary>
    public int Target;

    /// <summary>How many references to it there are.</summary>
    public int ReferenceCount;

    /// <summary>Whether it is a name, or in a tuple of names, of some code object; set by <see cref="MarshalTree.MarkIdentifiers"/>.</summary>
    public bool IsIdentifier;

    /// <summary>Whether copies of it were dropped, so that its elements have fewer references; set by <see cref="FrozensetSharing"/>.</summary>
    public bool IsMerged;
}
