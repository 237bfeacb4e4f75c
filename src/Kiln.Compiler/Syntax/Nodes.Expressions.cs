using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Syntax;

/// <summary>The constructors of expr, and the products that only they have.</summary>
internal static partial class Nodes
{
    /// <summary><c>Values[0] and Values[1] and …</c></summary>
    public readonly struct BoolOp(Node node)
    {
        public BoolOperator Op => (BoolOperator)node.Detail;

        public NodeList Values => node.List(0);
    }

    /// <summary><c>Target := Value</c></summary>
    public readonly struct NamedExpr(Node node)
    {
        public Node Target => node.Child(0);

        public Node Value => node.Child(1);
    }

    /// <summary><c>Left Op Right</c></summary>
    public readonly struct BinOp(Node node)
    {
        public Node Left => node.Child(0);

        public BinaryOperator Op => (BinaryOperator)node.Detail;

        public Node Right => node.Child(1);
    }

    /// <summary><c>Op Operand</c></summary>
    public readonly struct UnaryOp(Node node)
    {
        public UnaryOperator Op => (UnaryOperator)node.Detail;

        public Node Operand => node.Child(0);
    }

    /// <summary><c>lambda Args: Body</c></summary>
    public readonly struct Lambda(Node node)
    {
        public Arguments Args => new(node.Child(0));

        public Node Body => node.Child(1);
    }

    /// <summary><c>Body if Test else Orelse</c></summary>
    public readonly struct IfExp(Node node)
    {
        public Node Test => node.Child(0);

        public Node Body => node.Child(1);

        public Node Orelse => node.Child(2);
    }

    /// <summary><c>{Keys[0]: Values[0], **Values[1]}</c>; the key of <c>**</c> is none.</summary>
    public readonly struct Dict(Node node)
    {
        public NodeList Keys => node.List(0);

        public NodeList Values => node.List(1);
    }

    /// <summary><c>{Elts[0], …}</c></summary>
    public readonly struct Set(Node node)
    {
        public NodeList Elts => node.List(0);
    }

    /// <summary>The view of ListComp, SetComp and GeneratorExp. Generators are of <see cref="Nodes.Comprehension"/>.</summary>
    public readonly struct ListComp(Node node)
    {
        public Node Elt => node.Child(0);

        public NodeList Generators => node.List(1);
    }

    /// <summary><c>{Key: Value for …}</c></summary>
    public readonly struct DictComp(Node node)
    {
        public Node Key => node.Child(0);

        public Node Value => node.Child(1);

        public NodeList Generators => node.List(2);
    }

    /// <summary><c>await Value</c></summary>
    public readonly struct Await(Node node)
    {
        public Node Value => node.Child(0);
    }

    /// <summary><c>yield [Value]</c></summary>
    public readonly struct Yield(Node node)
    {
        public Node Value => node.Child(0);
    }

    /// <summary><c>yield from Value</c></summary>
    public readonly struct YieldFrom(Node node)
    {
        public Node Value => node.Child(0);
    }

    /// <summary><c>Left Ops[0] Comparators[0] Ops[1] Comparators[1] …</c></summary>
    public readonly struct Compare(Node node)
    {
        public Node Left => node.Child(0);

        public int Count => Comparators.Count;

        public NodeList Comparators => node.List(1);

        public CompareOperator Op(int index) => (CompareOperator)node.List(2)[index].Index;
    }

    /// <summary><c>Func(Args, Keywords)</c>; keywords are of <see cref="Keyword"/>.</summary>
    public readonly struct Call(Node node)
    {
        public Node Func => node.Child(0);

        public NodeList Args => node.List(1);

        public NodeList Keywords => node.List(2);
    }

    /// <summary><c>{Value!Conversion:FormatSpec}</c> of an f-string.</summary>
    public readonly struct FormattedValue(Node node)
    {
        public Node Value => node.Child(0);

        /// <summary><c>s</c>, <c>r</c> or <c>a</c>; 0 where there is none (CPython: -1).</summary>
        public char Conversion => (char)node.Detail;

        public Node FormatSpec => node.Child(1);
    }

    /// <summary>An f-string: values are FormattedValue, and Constant between them.</summary>
    public readonly struct JoinedStr(Node node)
    {
        public NodeList Values => node.List(0);
    }

    /// <summary>A literal, or what was folded to one.</summary>
    public readonly struct Constant(Node node)
    {
        /// <summary>Whether its kind is <c>'u'</c>: only for dumps.</summary>
        public bool HasUnicodePrefix => node.Detail != 0;

        /// <summary>Its number in <see cref="ConstantTable"/>.</summary>
        public int Number => node.Word(0);

        public ConstantValue Value => node.Tree.Constants[node.Word(0)];
    }

    /// <summary><c>Value.Attr</c></summary>
    public readonly struct Attribute(Node node)
    {
        public Node Value => node.Child(0);

        public Identifier Attr => node.Identifier(1);

        public ExprContext Context => (ExprContext)node.Detail;
    }

    /// <summary><c>Value[Slice]</c></summary>
    public readonly struct Subscript(Node node)
    {
        public Node Value => node.Child(0);

        public Node Slice => node.Child(1);

        public ExprContext Context => (ExprContext)node.Detail;
    }

    /// <summary><c>*Value</c></summary>
    public readonly struct Starred(Node node)
    {
        public Node Value => node.Child(0);

        public ExprContext Context => (ExprContext)node.Detail;
    }

    /// <summary>A name that is read, bound or deleted.</summary>
    public readonly struct Name(Node node)
    {
        public Identifier Id => node.Identifier(0);

        public ExprContext Context => (ExprContext)node.Detail;
    }

    /// <summary><c>[Elts[0], …]</c></summary>
    public readonly struct List(Node node)
    {
        public NodeList Elts => node.List(0);

        public ExprContext Context => (ExprContext)node.Detail;
    }

    /// <summary><c>(Elts[0], …)</c></summary>
    public readonly struct Tuple(Node node)
    {
        public NodeList Elts => node.List(0);

        public ExprContext Context => (ExprContext)node.Detail;
    }

    /// <summary><c>Lower:Upper:Step</c>, only in a Subscript.</summary>
    public readonly struct Slice(Node node)
    {
        public Node Lower => node.Child(0);

        public Node Upper => node.Child(1);

        public Node Step => node.Child(2);
    }

    /// <summary><c>for Target in Iter if Ifs[0] …</c>; it has no location in Python.asdl.</summary>
    public readonly struct Comprehension(Node node)
    {
        public bool IsAsync => node.Detail != 0;

        public Node Target => node.Child(0);

        public Node Iter => node.Child(1);

        public NodeList Ifs => node.List(2);
    }

    /// <summary><c>Arg=Value</c> of a call; Arg is none in <c>**Value</c>.</summary>
    public readonly struct Keyword(Node node)
    {
        public Identifier Arg => node.Identifier(0);

        public Node Value => node.Child(1);
    }
}
