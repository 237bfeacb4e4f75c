using System.Text;
using Kiln.Compiler.Source;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.Unparsing;

/// <summary>
/// Expressions back to text, for annotations under <c>from __future__ import annotations</c>: Python/ast_unparse.c of CPython 3.13. It is not
/// the text of the source, nor that of <c>ast.unparse</c>. A worker owns one.
/// </summary>
internal sealed partial class Unparser(SyntaxTree tree)
{
    private readonly TextBuffer _output = new();
    private RejectReason _reason;

    /// <summary>_PyAST_ExprAsUnicode: the text as a str, in the tree's <see cref="SourceText"/>.</summary>
    public Reject Unparse(Node expression, out ConstantValue text)
    {
        _output.CutTo(0);
        _reason = RejectReason.None;
        Write(expression, Precedence.Test);
        ReadOnlySpan<byte> written = _output.Written;
        written.CopyTo(tree.Text.Reserve(written.Length));
        text = ConstantValue.OfStr(tree.Text.Keep(written.Length), Ascii.IsValid(written) ? TextTraits.Ascii : TextTraits.None);
        return _reason == RejectReason.None ? Reject.None : new Reject(_reason, expression.Line);
    }

    /// <summary>append_ast_expr</summary>
    private void Write(Node node, Precedence level)
    {
        switch (node.Kind)
        {
            case NodeKind.BoolOp:
                WriteBoolOp(new BoolOp(node), level);
                break;
            case NodeKind.BinOp:
                WriteBinOp(new BinOp(node), level);
                break;
            case NodeKind.UnaryOp:
                WriteUnaryOp(new UnaryOp(node), level);
                break;
            case NodeKind.Compare:
                WriteCompare(new Compare(node), level);
                break;
            case NodeKind.Lambda:
                WriteLambda(new Lambda(node), level);
                break;
            case NodeKind.IfExp:
                WriteIfExp(new IfExp(node), level);
                break;
            case NodeKind.NamedExpr:
                WriteNamedExpr(new NamedExpr(node), level);
                break;
            case NodeKind.Await:
                Open(level > Precedence.Await);
                _output.Write("await "u8);
                Write(new Await(node).Value, Precedence.Atom);
                Close(level > Precedence.Await);
                break;
            case NodeKind.Tuple:
                WriteTuple(new Nodes.Tuple(node).Elts, level);
                break;
            default:
                WriteAtom(node);
                break;
        }
    }

    /// <summary>What needs no brackets wherever it stands.</summary>
    private void WriteAtom(Node node)
    {
        switch (node.Kind)
        {
            case NodeKind.Name:
                Write(new Name(node).Id);
                break;
            case NodeKind.Constant:
                WriteConstant(new Constant(node));
                break;
            case NodeKind.Attribute:
                WriteAttribute(new Nodes.Attribute(node));
                break;
            case NodeKind.Subscript:
                Write(new Subscript(node).Value, Precedence.Atom);
                _output.Write("["u8);
                Write(new Subscript(node).Slice, Precedence.Tuple);
                _output.Write("]"u8);
                break;
            case NodeKind.Slice:
                WriteSlice(new Slice(node));
                break;
            case NodeKind.Starred:
                _output.Write("*"u8);
                Write(new Starred(node).Value, Precedence.Expression);
                break;
            case NodeKind.Call:
                WriteCall(new Call(node));
                break;
            case NodeKind.JoinedStr:
                WriteFString(new JoinedStr(node));
                break;
            case NodeKind.FormattedValue:
                WriteFormattedValue(new FormattedValue(node));
                break;
            case NodeKind.Yield or NodeKind.YieldFrom:
                WriteYield(node);
                break;
            default:
                WriteDisplay(node);
                break;
        }
    }

    private void WriteAttribute(Nodes.Attribute attribute)
    {
        Write(attribute.Value, Precedence.Atom);
        // `1.real` would be a float and a name.
        bool isOfInt = attribute.Value.Kind == NodeKind.Constant && new Constant(attribute.Value).Value.Kind is ConstantKind.Int or ConstantKind.BigInt;
        _output.Write(isOfInt ? " ."u8 : "."u8);
        Write(attribute.Attr);
    }

    private void WriteSlice(Slice slice)
    {
        WriteOptional(slice.Lower);
        _output.Write(":"u8);
        WriteOptional(slice.Upper);
        if (slice.Step.IsNone)
            return;
        _output.Write(":"u8);
        Write(slice.Step, Precedence.Test);
    }

    private void WriteOptional(Node node)
    {
        if (!node.IsNone)
            Write(node, Precedence.Test);
    }

    private void WriteYield(Node node)
    {
        Node value = node.Child(0);
        _output.Write(node.Kind == NodeKind.YieldFrom ? "(yield from"u8 : "(yield"u8);
        if (!value.IsNone)
        {
            _output.Write(" "u8);
            Write(value, Precedence.Test);
        }

        _output.Write(")"u8);
    }

    private void Write(Identifier name) => _output.Write(tree.Identifiers[name]);

    private void Open(bool isNeeded)
    {
        if (isNeeded)
            _output.Write("("u8);
    }

    private void Close(bool isNeeded)
    {
        if (isNeeded)
            _output.Write(")"u8);
    }
}
