using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>
/// What the statements <c>from __future__ import …</c> at the head of a module ask for: Python/future.c. Of all features only annotations still
/// changes something; an unknown one rejects the source.
/// </summary>
internal readonly record struct FutureFeatures(bool HasAnnotations, int LastStatement)
{
    private static readonly string[] WithoutEffect =
    [
        "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function", "unicode_literals", "generator_stop",
    ];

    /// <summary>Reads the head of the module. <c>LastStatement</c> is the index of its last future statement in the body, -1 for none.</summary>
    public static Reject Find(SyntaxTree tree, out FutureFeatures features)
    {
        features = new FutureFeatures(HasAnnotations: false, LastStatement: -1);
        NodeList body = tree.Body;
        for (int index = StartsWithDocstring(tree, body) ? 1 : 0; index < body.Count && IsFuture(body[index]); index++)
        {
            bool hasAnnotations = features.HasAnnotations;
            foreach (Node alias in new Nodes.ImportFrom(body[index]).Names)
            {
                Identifier name = new Nodes.Alias(alias).Name;
                hasAnnotations |= name == WellKnown.Annotations;
                if (name != WellKnown.Annotations && !IsWithoutEffect(tree.Identifiers[name]))
                    return new Reject(RejectReason.SyntaxError, alias.Line);
            }

            features = new FutureFeatures(hasAnnotations, index);
        }

        return Reject.None;
    }

    private static bool StartsWithDocstring(SyntaxTree tree, NodeList body) =>
        body.Count > 0 && body[0].Kind == NodeKind.Expr && body[0].Child(0) is { Kind: NodeKind.Constant } value
        && tree.Constants[value.Word(0)].Kind == ConstantKind.Str;

    private static bool IsFuture(Node statement) =>
        statement.Kind == NodeKind.ImportFrom && new Nodes.ImportFrom(statement) is { Level: 0 } import && import.Module == WellKnown.Future;

    private static bool IsWithoutEffect(ReadOnlySpan<byte> name)
    {
        foreach (string feature in WithoutEffect)
        {
            if (System.Text.Ascii.Equals(name, feature))
                return true;
        }

        return false;
    }
}
