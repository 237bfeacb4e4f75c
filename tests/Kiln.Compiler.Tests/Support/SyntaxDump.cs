using System.Buffers;
using System.Globalization;
using System.Text;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Tests.Support;

/// <summary>
/// A <see cref="SyntaxTree"/> as bytes that dump.py, given the tree of CPython's ast module, prints alike: kinds, all fields but
/// type comments, and locations.
/// </summary>
internal sealed class SyntaxDump(SyntaxTree tree)
{
    /// <summary>
    /// The fields of each kind, in the order of Python.asdl. Of the words: n a node, l a list of nodes, i a name, j a list of names, c a constant, C the
    /// operators and operands of a comparison, L a number. Of the detail: o, u, b operators, x a context, k a prefix, s and a flags, v a conversion.
    /// </summary>
    private const string Shapes = """
        FunctionDef(inllnl) AsyncFunctionDef(inllnl) ClassDef(illlll) Return(n) Delete(l) Assign(ln) TypeAlias(nln)
        AugAssign(non) AnnAssign(nnns) For(nnll) AsyncFor(nnll) While(nll) If(nll) With(ll) AsyncWith(ll) Match(nl) Raise(nn)
        Try(llll) TryStar(llll) Assert(nn) Import(l) ImportFrom(ilL) Global(j) Nonlocal(j) Expr(n) Pass() Break() Continue()
        BoolOp(bl) NamedExpr(nn) BinOp(non) UnaryOp(un) Lambda(nn) IfExp(nnn) Dict(ll) Set(l) ListComp(nl) SetComp(nl)
        DictComp(nnl) GeneratorExp(nl) Await(n) Yield(n) YieldFrom(n) Compare(C) Call(nll) FormattedValue(nvn) JoinedStr(l)
        Constant(ck) Attribute(nix) Subscript(nnx) Starred(nx) Name(ix) List(lx) Tuple(lx) Slice(nnn) MatchValue(n)
        MatchSingleton(c) MatchSequence(l) MatchMapping(lli) MatchClass(nljl) MatchStar(i) MatchAs(ni) MatchOr(l) TypeVar(inn)
        ParamSpec(in) TypeVarTuple(in) Comprehension(nnla) ExceptHandler(nil) Arguments(llnllnl) Arg(in) Keyword(in) Alias(ii)
        WithItem(nn) MatchCase(nnl)
        """;

    private static readonly Dictionary<NodeKind, string> Fields = Shapes.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
        .ToDictionary(shape => Enum.Parse<NodeKind>(shape.Split('(')[0]), shape => shape.Split('(')[1].TrimEnd(')'));

    private static readonly NodeKind[] WithoutLocation =
        [NodeKind.Comprehension, NodeKind.Arguments, NodeKind.WithItem, NodeKind.MatchCase];

    private readonly ArrayBufferWriter<byte> _output = new();

    public ReadOnlySpan<byte> Written => _output.WrittenSpan;

    /// <summary>The body of the module.</summary>
    public byte[] Dump()
    {
        Write("Module(");
        DumpList(tree.Body);
        Write(")");
        return _output.WrittenSpan.ToArray();
    }

    private void DumpNode(Node node)
    {
        if (node.IsNone)
        {
            Write("None");
            return;
        }

        Write(node.Kind.ToString());
        Write("(");
        int word = 0;
        string separator = "";
        foreach (char field in Fields[node.Kind])
        {
            Write(separator);
            separator = ",";
            DumpField(node, field, ref word);
        }

        Write(")");
        if (!WithoutLocation.Contains(node.Kind))
            DumpLocation(node.Location);
    }

    private void DumpLocation(Location location) =>
        Write(string.Create(CultureInfo.InvariantCulture, $"@{location.Line}:{location.Column}-{location.EndLine}:{location.EndColumn}"));

    private void DumpField(Node node, char field, ref int word)
    {
        switch (field)
        {
            case 'n':
                DumpNode(node.Child(word++));
                break;
            case 'l':
                DumpList(node.List(word++));
                break;
            case 'i':
                DumpIdentifier(node.Identifier(word++));
                break;
            case 'j':
                DumpIdentifiers(node.Identifiers(word++));
                break;
            case 'c':
                DumpConstant(node.Word(word++));
                break;
            case 'L':
                Write(node.Word(word++).ToString(CultureInfo.InvariantCulture));
                break;
            case 'C':
                DumpCompare(new Nodes.Compare(node));
                break;
            default:
                Write(DetailText(node, field));
                break;
        }
    }

    private static string DetailText(Node node, char field) => field switch
    {
        'o' => ((BinaryOperator)node.Detail).ToString(),
        'u' => ((UnaryOperator)node.Detail).ToString(),
        'b' => ((BoolOperator)node.Detail).ToString(),
        'x' => ((ExprContext)node.Detail).ToString(),
        'k' => node.Detail == 0 ? "None" : "'u'",
        'v' => (node.Detail == 0 ? -1 : node.Detail).ToString(CultureInfo.InvariantCulture),
        _ => node.Detail.ToString(CultureInfo.InvariantCulture),
    };

    private void DumpCompare(Nodes.Compare compare)
    {
        DumpNode(compare.Left);
        Write(",[");
        for (int index = 0; index < compare.Count; index++)
            Write((index > 0 ? "," : "") + compare.Op(index));
        Write("],");
        DumpList(compare.Comparators);
    }

    private void DumpList(NodeList list)
    {
        Write("[");
        string separator = "";
        foreach (Node node in list)
        {
            Write(separator);
            separator = ",";
            DumpNode(node);
        }

        Write("]");
    }

    private void DumpIdentifiers(IdentifierList list)
    {
        Write("[");
        for (int index = 0; index < list.Count; index++)
        {
            Write(index > 0 ? "," : "");
            DumpIdentifier(list[index]);
        }

        Write("]");
    }

    private void DumpIdentifier(Identifier identifier) =>
        Write(identifier.IsNone ? "None" : $"'{Encoding.ASCII.GetString(tree.Identifiers[identifier])}'");

    public void DumpConstant(int number)
    {
        ConstantValue value = tree.Constants[number];
        switch (value.Kind)
        {
            case ConstantKind.Int or ConstantKind.BigInt:
                Write("i" + tree.Constants.BigIntOf(value).ToString(CultureInfo.InvariantCulture));
                break;
            case ConstantKind.Float:
                Write($"f{value.First:x16}");
                break;
            case ConstantKind.Complex:
                Write($"z{value.First:x16}{value.Second:x16}");
                break;
            case ConstantKind.Str or ConstantKind.Bytes:
                Write(string.Create(CultureInfo.InvariantCulture, $"{(value.Kind == ConstantKind.Str ? 's' : 'b')}{value.Text.Length}:"));
                _output.Write(tree.Text[value.Text]);
                break;
            case ConstantKind.Code:
                Write("C");
                break;
            case ConstantKind.Tuple:
                DumpItems(value);
                break;
            case ConstantKind.Frozenset:
                DumpFrozenset(value);
                break;
            default:
                Write(value.Kind.ToString());
                break;
        }
    }

    private void DumpItems(ConstantValue value)
    {
        Write("t(");
        foreach (int item in tree.Constants.ItemsOf(value).ToArray())
        {
            DumpConstant(item);
            Write(",");
        }

        Write(")");
    }

    /// <summary>A set has no order: its items are sorted by their dumps.</summary>
    private void DumpFrozenset(ConstantValue value)
    {
        SortedSet<string> items = new(StringComparer.Ordinal);
        foreach (int item in tree.Constants.ItemsOf(value).ToArray())
        {
            SyntaxDump part = new(tree);
            part.DumpConstant(item);
            items.Add(Encoding.Latin1.GetString(part._output.WrittenSpan));
        }

        Write("F(");
        foreach (string item in items)
            _output.Write(Encoding.Latin1.GetBytes(item + ","));
        Write(")");
    }

    private void Write(string text) => _output.Write(Encoding.ASCII.GetBytes(text));
}
