using Kiln.Compiler.CodeObjects;
using Kiln.Compiler.Instructions;
using Kiln.Compiler.Symbols;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;
using static Kiln.Compiler.Syntax.Nodes;
using Attribute = Kiln.Compiler.Syntax.Nodes.Attribute;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>Calls of functions, methods and classes.</summary>
internal sealed partial class CodeGenerator
{
    private readonly NameIndex _keywords = new();

    /// <summary>compiler_call.</summary>
    private void EmitCall(Node expression)
    {
        Call call = new(expression);
        if (CanOptimizeMethod(call))
        {
            EmitMethodCall(expression);
            return;
        }

        WarnOfCall(call.Func);
        EmitExpression(call.Func);
        Emit(Opcode.PushNull, call.Func.Location);
        EmitArguments(call.Args, call.Keywords, pushed: 0, genericBase: false, expression.Location);
    }

    /// <summary>validate_keywords: none may be there twice.</summary>
    private void CheckKeywords(NodeList keywords)
    {
        _keywords.Clear();
        foreach (Node keyword in keywords)
        {
            Identifier name = new Keyword(keyword).Arg;
            if (name.IsNone)
                continue;
            CheckNotDebug(name, ExprContext.Store, keyword.Line);
            if (_keywords.Find(name) >= 0)
                Fail(keyword.Line);
            _keywords.Add(name);
        }
    }

    /// <summary>The conditions of maybe_optimize_method_call: an attribute of what is no import, called with few plain arguments.</summary>
    private bool CanOptimizeMethod(Call call)
    {
        Node method = call.Func;
        if (method.Kind != NodeKind.Attribute || IsImported(new Attribute(method).Value))
            return false;
        int keywords = call.Keywords.Count;
        return call.Args.Count + keywords + (keywords > 0 ? 1 : 0) < Limits.StackUse && !HasStarred(call.Args) && !HasUnpacking(call.Keywords);
    }

    private static bool HasUnpacking(NodeList keywords)
    {
        int count = keywords.Count;
        for (int index = 0; index < count; index++)
        {
            if (new Keyword(keywords[index]).Arg.IsNone)
                return true;
        }

        return false;
    }

    /// <summary>is_import_originated: the module imports something of that name.</summary>
    private bool IsImported(Node expression) =>
        expression.Kind == NodeKind.Name && (_units[0].FlagsOf(new Name(expression).Id) & SymbolFlags.Import) != 0;

    /// <summary>maybe_optimize_method_call: no bound method is made.</summary>
    private void EmitMethodCall(Node expression)
    {
        Call call = new(expression);
        CheckKeywords(call.Keywords);
        Node method = call.Func;
        Attribute attribute = new(method);
        Location location = method.Location;
        if (CanOptimizeSuper(attribute))
        {
            location = EmitSuperAttribute(method, isMethod: true);
        }
        else
        {
            EmitExpression(attribute.Value);
            location = StartAtAttribute(location, method);
            EmitLoadMethod(attribute.Attr, location);
        }

        EmitExpressions(call.Args);
        NodeList keywords = call.Keywords;
        if (keywords.Count > 0)
            EmitKeywords(keywords, location);
        location = StartAtAttribute(expression.Location, method);
        Emit(keywords.Count > 0 ? Opcode.CallKw : Opcode.Call, call.Args.Count + keywords.Count, location);
    }

    /// <summary>The values of keywords, and compiler_call_simple_kw_helper: the tuple of their names.</summary>
    private void EmitKeywords(NodeList keywords, Location location)
    {
        int count = keywords.Count;
        for (int index = 0; index < count; index++)
            EmitExpression(new Keyword(keywords[index]).Value);
        EmitKeywordNames(keywords, 0, count, location);
    }

    private void EmitKeywordNames(NodeList keywords, int begin, int end, Location location)
    {
        BeginTuple();
        for (int index = begin; index < end; index++)
            AddItem(NameConstant(new Keyword(keywords[index]).Arg));
        EmitTuple(location);
    }

    /// <summary>
    /// compiler_call_helper: the arguments, of which some are already on the stack, and the call. The base of a generic class is an argument more.
    /// </summary>
    private void EmitArguments(NodeList arguments, NodeList keywords, int pushed, bool genericBase, Location location)
    {
        CheckKeywords(keywords);
        int count = arguments.Count + (genericBase ? 1 : 0);
        if (count + (keywords.Count * 2) > Limits.StackUse || HasStarred(arguments) || HasUnpacking(keywords))
        {
            EmitUnpackedArguments(arguments, keywords, pushed, genericBase, location);
            return;
        }

        EmitExpressions(arguments);
        if (genericBase)
            EmitName(WellKnown.DotGenericBase, ExprContext.Load, location);
        if (keywords.Count > 0)
            EmitKeywords(keywords, location);
        Emit(keywords.Count > 0 ? Opcode.CallKw : Opcode.Call, pushed + count + keywords.Count, location);
    }

    /// <summary>The call by a tuple and a dict: CALL_FUNCTION_EX.</summary>
    private void EmitUnpackedArguments(NodeList arguments, NodeList keywords, int pushed, bool genericBase, Location location)
    {
        if (pushed == 0 && !genericBase && arguments.Count == 1 && arguments[0].Kind == NodeKind.Starred)
            EmitExpression(new Starred(arguments[0]).Value);
        else
            EmitDisplay(arguments, Display.Tuple, pushed, genericBase, location);

        bool hasDict = false;
        int seen = 0;
        for (int index = 0; index < keywords.Count; index++)
        {
            Keyword keyword = new(keywords[index]);
            if (!keyword.Arg.IsNone)
            {
                seen++;
                continue;
            }

            if (seen > 0)
                EmitKeywordPairs(keywords, index - seen, index, ref hasDict, location);
            seen = 0;
            if (!hasDict)
                Emit(Opcode.BuildMap, 0, location);
            hasDict = true;
            EmitExpression(keyword.Value);
            Emit(Opcode.DictMerge, 1, location);
        }

        if (seen > 0)
            EmitKeywordPairs(keywords, keywords.Count - seen, keywords.Count, ref hasDict, location);
        Emit(Opcode.CallFunctionEx, keywords.Count > 0 ? 1 : 0, location);
    }

    /// <summary>compiler_subkwargs, and its merging into the dict before it.</summary>
    private void EmitKeywordPairs(NodeList keywords, int begin, int end, ref bool hasDict, Location location)
    {
        int count = end - begin;
        bool isBig = count * 2 > Limits.StackUse;
        if (count > 1 && !isBig)
        {
            for (int index = begin; index < end; index++)
                EmitExpression(new Keyword(keywords[index]).Value);
            EmitKeywordNames(keywords, begin, end, location);
            Emit(Opcode.BuildConstKeyMap, count, location);
        }
        else
        {
            if (isBig)
                Emit(Opcode.BuildMap, 0, Location.None);
            for (int index = begin; index < end; index++)
            {
                EmitNameConstant(new Keyword(keywords[index]).Arg, location);
                EmitExpression(new Keyword(keywords[index]).Value);
                if (isBig)
                    Emit(Opcode.MapAdd, 1, Location.None);
            }

            if (!isBig)
                Emit(Opcode.BuildMap, count, location);
        }

        if (hasDict)
            Emit(Opcode.DictMerge, 1, location);
        hasDict = true;
    }

    /// <summary>can_optimize_super_call: <c>super().x</c> or <c>super(a, b).x</c>, with super the built-in as far as can be seen.</summary>
    private bool CanOptimizeSuper(Attribute attribute)
    {
        if (attribute.Value.Kind != NodeKind.Call)
            return false;
        Call call = new(attribute.Value);
        if (call.Func.Kind != NodeKind.Name || new Name(call.Func).Id != WellKnown.Super || attribute.Attr == WellKnown.Class__
            || call.Keywords.Count != 0)
            return false;
        if (_unit.ScopeOf(WellKnown.Super) != NameScope.GlobalImplicit || _units[0].ScopeOf(WellKnown.Super) != NameScope.Unknown)
            return false;
        if (call.Args.Count == 2)
            return !HasStarred(call.Args);
        bool hasFirstParameter = _unit.Code.ArgumentCount > 0 || _unit.Code.PositionalOnlyCount > 0;
        return call.Args.Count == 0 && hasFirstParameter && ReferenceOf(WellKnown.Class__) == NameScope.Free;
    }

    /// <summary>load_args_for_super and LOAD_SUPER_ATTR, whose argument says besides the name whether it is a method, and whether super has arguments.</summary>
    private Location EmitSuperAttribute(Node expression, bool isMethod)
    {
        Attribute attribute = new(expression);
        Location location = expression.Location;
        Call call = new(attribute.Value);
        bool hasArguments = call.Args.Count > 0;
        EmitName(WellKnown.Super, ExprContext.Load, call.Func.Location);
        if (hasArguments)
        {
            EmitExpressions(call.Args);
        }
        else
        {
            Location place = attribute.Value.Location;
            EmitName(WellKnown.Class__, ExprContext.Load, place);
            EmitName(_unit.Code.VariableNames[0], ExprContext.Load, place);
        }

        int argument = (NamePlace(attribute.Attr) << 2) | (hasArguments ? 2 : 0) | (isMethod ? 1 : 0);
        Emit(Opcode.LoadSuperAttr, argument, location);
        location = StartAtAttribute(location, expression);
        Emit(Opcode.Nop, location);
        return location;
    }
}
