using Kiln.Compiler.Syntax;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>Where CPython's compiler gives a SyntaxWarning: compiler_warn.</summary>
internal sealed partial class CodeGenerator
{
    private void Warn(int line) => tree.Text.Warn(line);

    /// <summary>An assertion of a tuple with items.</summary>
    private static bool IsTupleThatIsTrue(Node test) =>
        test.Kind == NodeKind.Tuple
            ? test.List(0).Count > 0
            : test.Kind == NodeKind.Constant && new Constant(test).Value is { Kind: ConstantKind.Tuple, Second: > 0 };

    /// <summary>check_compare: <c>is</c> with a literal.</summary>
    private void WarnOfIdentity(Compare compare, int line)
    {
        bool isLeftLiteral = IsPlainLiteral(compare.Left);
        for (int index = 0; index < compare.Count; index++)
        {
            bool isRightLiteral = IsPlainLiteral(compare.Comparators[index]);
            if (compare.Op(index) is CompareOperator.Is or CompareOperator.IsNot && (isLeftLiteral || isRightLiteral))
                Warn(line);
            isLeftLiteral = isRightLiteral;
        }
    }

    /// <summary>check_is_arg: a constant other than the singletons.</summary>
    private static bool IsPlainLiteral(Node expression) =>
        expression.Kind == NodeKind.Constant && new Constant(expression).Value.Kind > ConstantKind.Ellipsis;

    /// <summary>check_caller: a literal is called.</summary>
    private void WarnOfCall(Node function)
    {
        if (function.Kind is NodeKind.Constant or NodeKind.Tuple or NodeKind.List or NodeKind.ListComp or NodeKind.Dict or NodeKind.DictComp
            or NodeKind.Set or NodeKind.SetComp or NodeKind.GeneratorExp or NodeKind.JoinedStr or NodeKind.FormattedValue)
            Warn(function.Line);
    }

    /// <summary>check_subscripter, check_index: a subscript of a literal that has none, or that is no integer.</summary>
    private void WarnOfSubscript(Subscript subscript)
    {
        Node value = subscript.Value;
        if (value.Kind is NodeKind.Name or NodeKind.Attribute or NodeKind.Call or NodeKind.Subscript)
            return;
        if (IsWithoutSubscripts(value) || (IsIndexed(value) && IsNoIndex(subscript.Slice)))
            Warn(value.Line);
    }

    private static bool IsWithoutSubscripts(Node value) => value.Kind switch
    {
        NodeKind.Set or NodeKind.SetComp or NodeKind.GeneratorExp or NodeKind.Lambda => true,
        NodeKind.Constant => new Constant(value).Value.Kind is ConstantKind.None or ConstantKind.False or ConstantKind.True
            or ConstantKind.Ellipsis or ConstantKind.Int or ConstantKind.BigInt or ConstantKind.Float or ConstantKind.Complex
            or ConstantKind.Frozenset,
        _ => false,
    };

    private static bool IsIndexed(Node value) => value.Kind switch
    {
        NodeKind.Tuple or NodeKind.List or NodeKind.ListComp or NodeKind.JoinedStr or NodeKind.FormattedValue => true,
        NodeKind.Constant => new Constant(value).Value.Kind is ConstantKind.Str or ConstantKind.Bytes or ConstantKind.Tuple,
        _ => false,
    };

    /// <summary>Whether infer_type knows a type of the index that is neither int (bool too) nor slice.</summary>
    private static bool IsNoIndex(Node index) => index.Kind switch
    {
        NodeKind.Tuple or NodeKind.List or NodeKind.ListComp or NodeKind.Dict or NodeKind.DictComp or NodeKind.Set or NodeKind.SetComp
            or NodeKind.GeneratorExp or NodeKind.Lambda or NodeKind.JoinedStr or NodeKind.FormattedValue => true,
        NodeKind.Constant => new Constant(index).Value.Kind is not (ConstantKind.Int or ConstantKind.BigInt or ConstantKind.False
            or ConstantKind.True),
        _ => false,
    };
}
