using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>Parameters, handlers, aliases, with items and the constructors of type_param.</summary>
internal static partial class Nodes
{
    /// <summary>The parameters of a function or lambda; it has no location in Python.asdl.</summary>
    public readonly struct Arguments(Node node)
    {
        public NodeList Posonlyargs => node.List(0);

        public NodeList Args => node.List(1);

        /// <summary>The <see cref="Arg"/> after <c>*</c>, or none.</summary>
        public Node Vararg => node.Child(2);

        public NodeList Kwonlyargs => node.List(3);

        /// <summary>As many as <see cref="Kwonlyargs"/>: none for one without a default.</summary>
        public NodeList KwDefaults => node.List(4);

        /// <summary>The <see cref="Arg"/> after <c>**</c>, or none.</summary>
        public Node Kwarg => node.Child(5);

        /// <summary>Of the last parameters of <see cref="Posonlyargs"/> and <see cref="Args"/> together.</summary>
        public NodeList Defaults => node.List(6);
    }

    /// <summary>A parameter. (Its asdl name <c>arg</c> is also that of its first field.)</summary>
    public readonly struct Arg(Node node)
    {
        public Identifier Name => node.Identifier(0);

        public Node Annotation => node.Child(1);
    }

    /// <summary><c>except Type as Name: Body</c></summary>
    public readonly struct ExceptHandler(Node node)
    {
        public Node Type => node.Child(0);

        public Identifier Name => node.Identifier(1);

        public NodeList Body => node.List(2);
    }

    /// <summary><c>Name as Asname</c> of an import; the name is dotted, or <c>*</c>.</summary>
    public readonly struct Alias(Node node)
    {
        public Identifier Name => node.Identifier(0);

        public Identifier Asname => node.Identifier(1);
    }

    /// <summary><c>ContextExpr as OptionalVars</c>; it has no location in Python.asdl.</summary>
    public readonly struct WithItem(Node node)
    {
        public Node ContextExpr => node.Child(0);

        public Node OptionalVars => node.Child(1);
    }

    /// <summary><c>Name: Bound = DefaultValue</c></summary>
    public readonly struct TypeVar(Node node)
    {
        public Identifier Name => node.Identifier(0);

        public Node Bound => node.Child(1);

        public Node DefaultValue => node.Child(2);
    }

    /// <summary><c>**Name = DefaultValue</c></summary>
    public readonly struct ParamSpec(Node node)
    {
        public Identifier Name => node.Identifier(0);

        public Node DefaultValue => node.Child(1);
    }

    /// <summary><c>*Name = DefaultValue</c></summary>
    public readonly struct TypeVarTuple(Node node)
    {
        public Identifier Name => node.Identifier(0);

        public Node DefaultValue => node.Child(1);
    }
}
