using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>A sequence of names in the <see cref="SyntaxTree"/>, laid out as a <see cref="NodeList"/>.</summary>
internal readonly struct IdentifierList(SyntaxTree tree, int start)
{
    public int Count => tree.Words[start];

    public Identifier this[int index] => new(tree.Words[start + 1 + index]);
}
