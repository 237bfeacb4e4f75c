using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>The constructors of pattern, and match_case.</summary>
internal static partial class Nodes
{
    /// <summary><c>case Pattern if Guard: Body</c>; it has no location in Python.asdl.</summary>
    public readonly struct MatchCase(Node node)
    {
        public Node Pattern => node.Child(0);

        public Node Guard => node.Child(1);

        public NodeList Body => node.List(2);
    }

    /// <summary>A literal or dotted name that is compared by <c>==</c>.</summary>
    public readonly struct MatchValue(Node node)
    {
        public Node Value => node.Child(0);
    }

    /// <summary>None, True or False, compared by <c>is</c>.</summary>
    public readonly struct MatchSingleton(Node node)
    {
        /// <summary>Its number in <see cref="ConstantTable"/>.</summary>
        public int Number => node.Word(0);

        public ConstantValue Value => node.Tree.Constants[node.Word(0)];
    }

    /// <summary><c>[Patterns[0], …]</c></summary>
    public readonly struct MatchSequence(Node node)
    {
        public NodeList Patterns => node.List(0);
    }

    /// <summary><c>{Keys[0]: Patterns[0], …, **Rest}</c></summary>
    public readonly struct MatchMapping(Node node)
    {
        public NodeList Keys => node.List(0);

        public NodeList Patterns => node.List(1);

        public Identifier Rest => node.Identifier(2);
    }

    /// <summary><c>Cls(Patterns[0], KwdAttrs[0]=KwdPatterns[0])</c></summary>
    public readonly struct MatchClass(Node node)
    {
        public Node Cls => node.Child(0);

        public NodeList Patterns => node.List(1);

        public IdentifierList KwdAttrs => node.Identifiers(2);

        public NodeList KwdPatterns => node.List(3);
    }

    /// <summary><c>*Name</c>; none for <c>*_</c>.</summary>
    public readonly struct MatchStar(Node node)
    {
        public Identifier Name => node.Identifier(0);
    }

    /// <summary><c>Pattern as Name</c>; without pattern a capture, without both <c>_</c>.</summary>
    public readonly struct MatchAs(Node node)
    {
        public Node Pattern => node.Child(0);

        public Identifier Name => node.Identifier(1);
    }

    /// <summary><c>Patterns[0] | Patterns[1] …</c></summary>
    public readonly struct MatchOr(Node node)
    {
        public NodeList Patterns => node.List(0);
    }
}
