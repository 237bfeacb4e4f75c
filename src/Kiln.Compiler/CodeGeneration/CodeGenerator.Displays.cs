using Kiln.Compiler.Folding;
using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>Lists, tuples, sets and dicts.</summary>
internal sealed partial class CodeGenerator
{
    /// <summary>compiler_list, compiler_tuple.</summary>
    private void EmitSequence(Node expression)
    {
        NodeList items = expression.List(0);
        switch ((ExprContext)expression.Detail)
        {
            case ExprContext.Store:
                EmitUnpacking(items, expression.Location);
                break;
            case ExprContext.Load:
                Display display = expression.Kind == NodeKind.List ? Display.List : Display.Tuple;
                EmitDisplay(items, display, pushed: 0, genericBase: false, expression.Location);
                break;
            default:
                EmitExpressions(items);
                break;
        }
    }

    /// <summary>
    /// starunpack_helper: a display of items, after values that are already on the stack. The base of a generic class is an item more.
    /// </summary>
    private void EmitDisplay(NodeList items, Display display, int pushed, bool genericBase, Location location)
    {
        int count = items.Count + (genericBase ? 1 : 0);
        if (count > 2 && !genericBase && AreConstants(items, 0, items.Count))
        {
            EmitConstantDisplay(items, display, pushed, location);
            return;
        }

        bool isBig = count + pushed > Limits.StackUse;
        if (!isBig && !HasStarred(items))
        {
            EmitExpressions(items);
            if (genericBase)
                EmitName(WellKnown.DotGenericBase, ExprContext.Load, location);
            Emit(display.IsTuple ? Opcode.BuildTuple : display.Build, count + pushed, location);
            return;
        }

        EmitGrowingDisplay(items, display, pushed, isBig, location);
        if (genericBase)
        {
            EmitName(WellKnown.DotGenericBase, ExprContext.Load, location);
            Emit(display.Add, 1, location);
        }

        if (display.IsTuple)
            Emit(Opcode.CallIntrinsic1, IntrinsicFunction.ListToTuple, location);
    }

    /// <summary>A display that is built before all of its items are there: from the first star on, or, if it is big, at once.</summary>
    private void EmitGrowingDisplay(NodeList items, Display display, int pushed, bool isBig, Location location)
    {
        bool isBuilt = isBig;
        if (isBig)
            Emit(display.Build, pushed, location);
        for (int index = 0; index < items.Count; index++)
        {
            Node item = items[index];
            if (item.Kind == NodeKind.Starred)
            {
                if (!isBuilt)
                    Emit(display.Build, index + pushed, location);
                isBuilt = true;
                EmitExpression(new Starred(item).Value);
                Emit(display.Extend, 1, location);
                continue;
            }

            EmitExpression(item);
            if (isBuilt)
                Emit(display.Add, 1, location);
        }
    }

    /// <summary>Three constants or more come from one tuple, or frozenset.</summary>
    private void EmitConstantDisplay(NodeList items, Display display, int pushed, Location location)
    {
        bool isSet = display.Add == Opcode.SetAdd;
        if (!display.IsTuple || pushed > 0)
            Emit(display.Build, pushed, location);
        BeginTuple();
        HashSet<string>? seen = isSet ? [] : null;
        foreach (Node item in items)
        {
            int number = new Constant(item).Number;
            if (seen is null || seen.Add(EqualityKey.Of(tree, number)))
                AddItem(number);
        }

        EmitTuple(location, isSet ? ConstantKind.Frozenset : ConstantKind.Tuple);
        if (display.IsTuple && pushed == 0)
            return;
        Emit(display.Extend, 1, location);
        if (display.IsTuple)
            Emit(Opcode.CallIntrinsic1, IntrinsicFunction.ListToTuple, location);
    }

    /// <summary>are_all_items_const; the key of <c>**</c> is none.</summary>
    private static bool AreConstants(NodeList items, int begin, int end)
    {
        for (int index = begin; index < end; index++)
        {
            if (items[index].Kind != NodeKind.Constant)
                return false;
        }

        return true;
    }

    private static bool HasStarred(NodeList items)
    {
        int count = items.Count;
        for (int index = 0; index < count; index++)
        {
            if (items[index].Kind == NodeKind.Starred)
                return true;
        }

        return false;
    }

    /// <summary>compiler_dict: stretches of pairs, which are merged with each other and with what <c>**</c> unpacks.</summary>
    private void EmitDict(Node expression)
    {
        Dict dict = new(expression);
        Location location = expression.Location;
        int count = dict.Values.Count;
        int elements = 0;
        bool hasDict = false;
        for (int index = 0; index < count; index++)
        {
            if (dict.Keys[index].IsNone)
            {
                if (elements > 0)
                    EmitPairs(dict, index - elements, index, ref hasDict, location);
                elements = 0;
                if (!hasDict)
                    Emit(Opcode.BuildMap, 0, location);
                hasDict = true;
                EmitExpression(dict.Values[index]);
                Emit(Opcode.DictUpdate, 1, location);
            }
            else if (elements * 2 > Limits.StackUse)
            {
                EmitPairs(dict, index - elements, index + 1, ref hasDict, location);
                elements = 0;
            }
            else
            {
                elements++;
            }
        }

        if (elements > 0)
            EmitPairs(dict, count - elements, count, ref hasDict, location);
        if (!hasDict)
            Emit(Opcode.BuildMap, 0, location);
    }

    /// <summary>compiler_subdict, and its merging into the dict before it.</summary>
    private void EmitPairs(Dict dict, int begin, int end, ref bool hasDict, Location location)
    {
        int count = end - begin;
        bool isBig = count * 2 > Limits.StackUse;
        if (count > 1 && !isBig && AreConstants(dict.Keys, begin, end))
        {
            for (int index = begin; index < end; index++)
                EmitExpression(dict.Values[index]);
            BeginTuple();
            for (int index = begin; index < end; index++)
                AddItem(new Constant(dict.Keys[index]).Number);
            EmitTuple(location);
            Emit(Opcode.BuildConstKeyMap, count, location);
        }
        else
        {
            if (isBig)
                Emit(Opcode.BuildMap, 0, location);
            for (int index = begin; index < end; index++)
            {
                EmitExpression(dict.Keys[index]);
                EmitExpression(dict.Values[index]);
                if (isBig)
                    Emit(Opcode.MapAdd, 1, location);
            }

            if (!isBig)
                Emit(Opcode.BuildMap, count, location);
        }

        if (hasDict)
            Emit(Opcode.DictUpdate, 1, location);
        hasDict = true;
    }
}
