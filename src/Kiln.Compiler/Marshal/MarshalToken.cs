namespace Kiln.Compiler.Marshal;

/// <summary>One object of a stream without the objects in it.</summary>
/// <param name="Type">Its type letter.</param>
/// <param name="IsReferable">Whether it takes the next reference index.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">Its bytes before its first child, the type letter among them.</param>
/// <param name="Argument">The number of children of a container, the index of a reference.</param>
internal readonly record struct MarshalToken(MarshalType Type, bool IsReferable, int Offset, int Length, int Argument);
