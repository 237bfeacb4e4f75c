using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>The constructors of stmt.</summary>
internal static partial class Nodes
{
    /// <summary>Also the view of AsyncFunctionDef. The location does not include the decorators.</summary>
    public readonly struct FunctionDef(Node node)
    {
        public bool IsAsync => node.Kind == NodeKind.AsyncFunctionDef;

        public Identifier Name => node.Identifier(0);

        public Arguments Args => new(node.Child(1));

        public NodeList Body => node.List(2);

        public NodeList DecoratorList => node.List(3);

        public Node Returns => node.Child(4);

        public NodeList TypeParams => node.List(5);
    }

    /// <summary><c>class Name[TypeParams](Bases, Keywords): Body</c></summary>
    public readonly struct ClassDef(Node node)
    {
        public Identifier Name => node.Identifier(0);

        public NodeList Bases => node.List(1);

        public NodeList Keywords => node.List(2);

        public NodeList Body => node.List(3);

        public NodeList DecoratorList => node.List(4);

        public NodeList TypeParams => node.List(5);
    }

    /// <summary><c>return [Value]</c></summary>
    public readonly struct Return(Node node)
    {
        public Node Value => node.Child(0);
    }

    /// <summary><c>del Targets</c></summary>
    public readonly struct Delete(Node node)
    {
        public NodeList Targets => node.List(0);
    }

    /// <summary><c>Targets[0] = Targets[1] = Value</c></summary>
    public readonly struct Assign(Node node)
    {
        public NodeList Targets => node.List(0);

        public Node Value => node.Child(1);
    }

    /// <summary><c>type Name[TypeParams] = Value</c></summary>
    public readonly struct TypeAlias(Node node)
    {
        public Node Name => node.Child(0);

        public NodeList TypeParams => node.List(1);

        public Node Value => node.Child(2);
    }

    /// <summary><c>Target Op= Value</c></summary>
    public readonly struct AugAssign(Node node)
    {
        public BinaryOperator Op => (BinaryOperator)node.Detail;

        public Node Target => node.Child(0);

        public Node Value => node.Child(1);
    }

    /// <summary><c>Target: Annotation [= Value]</c></summary>
    public readonly struct AnnAssign(Node node)
    {
        /// <summary>Whether the target is a name without parentheses.</summary>
        public bool Simple => node.Detail != 0;

        public Node Target => node.Child(0);

        public Node Annotation => node.Child(1);

        public Node Value => node.Child(2);
    }

    /// <summary>Also the view of AsyncFor.</summary>
    public readonly struct For(Node node)
    {
        public bool IsAsync => node.Kind == NodeKind.AsyncFor;

        public Node Target => node.Child(0);

        public Node Iter => node.Child(1);

        public NodeList Body => node.List(2);

        public NodeList Orelse => node.List(3);
    }

    /// <summary><c>while Test: Body else: Orelse</c></summary>
    public readonly struct While(Node node)
    {
        public Node Test => node.Child(0);

        public NodeList Body => node.List(1);

        public NodeList Orelse => node.List(2);
    }

    /// <summary><c>if Test: Body else: Orelse</c>; <c>elif</c> is an If that is alone in Orelse.</summary>
    public readonly struct If(Node node)
    {
        public Node Test => node.Child(0);

        public NodeList Body => node.List(1);

        public NodeList Orelse => node.List(2);
    }

    /// <summary>Also the view of AsyncWith. Items are of <see cref="WithItem"/>.</summary>
    public readonly struct With(Node node)
    {
        public bool IsAsync => node.Kind == NodeKind.AsyncWith;

        public NodeList Items => node.List(0);

        public NodeList Body => node.List(1);
    }

    /// <summary><c>match Subject:</c> with cases of <see cref="MatchCase"/>.</summary>
    public readonly struct Match(Node node)
    {
        public Node Subject => node.Child(0);

        public NodeList Cases => node.List(1);
    }

    /// <summary><c>raise [Exc [from Cause]]</c></summary>
    public readonly struct Raise(Node node)
    {
        public Node Exc => node.Child(0);

        public Node Cause => node.Child(1);
    }

    /// <summary>Also the view of TryStar. Handlers are of <see cref="ExceptHandler"/>.</summary>
    public readonly struct Try(Node node)
    {
        public bool IsStar => node.Kind == NodeKind.TryStar;

        public NodeList Body => node.List(0);

        public NodeList Handlers => node.List(1);

        public NodeList Orelse => node.List(2);

        public NodeList Finalbody => node.List(3);
    }

    /// <summary><c>assert Test[, Msg]</c></summary>
    public readonly struct Assert(Node node)
    {
        public Node Test => node.Child(0);

        public Node Msg => node.Child(1);
    }

    /// <summary><c>import Names</c>, of <see cref="Alias"/>.</summary>
    public readonly struct Import(Node node)
    {
        public NodeList Names => node.List(0);
    }

    /// <summary><c>from ..Module import Names</c>, of <see cref="Alias"/>.</summary>
    public readonly struct ImportFrom(Node node)
    {
        /// <summary>The dotted name; none in <c>from . import x</c>.</summary>
        public Identifier Module => node.Identifier(0);

        public NodeList Names => node.List(1);

        /// <summary>How many dots stand before the module.</summary>
        public int Level => node.Word(2);
    }

    /// <summary><c>global Names</c></summary>
    public readonly struct Global(Node node)
    {
        public IdentifierList Names => node.Identifiers(0);
    }

    /// <summary><c>nonlocal Names</c></summary>
    public readonly struct Nonlocal(Node node)
    {
        public IdentifierList Names => node.Identifiers(0);
    }

    /// <summary>An expression as a statement. (Pass, Break and Continue have no fields and no views.)</summary>
    public readonly struct Expr(Node node)
    {
        public Node Value => node.Child(0);
    }
}
