using Kiln.Compiler.Instructions;
using Kiln.Compiler.Symbols;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>def, async def and lambda.</summary>
internal sealed partial class CodeGenerator
{
    /// <summary>compiler_function.</summary>
    private void EmitFunction(Node statement)
    {
        FunctionDef function = new(statement);
        CheckParameters(function.Args);
        EmitExpressions(function.DecoratorList);
        Location location = statement.Location;
        int firstLine = FirstLineOf(statement, function.DecoratorList);
        FunctionAttributes attributes = EmitDefaults(function.Args, location);
        if (function.TypeParams.Count > 0)
        {
            EmitGenericFunction(statement, attributes, firstLine);
        }
        else
        {
            attributes |= EmitAnnotations(function, location);
            EmitFunctionBody(statement, attributes, firstLine);
        }

        EmitCallsOfDecorators(function.DecoratorList);
        EmitName(function.Name, ExprContext.Store, location);
    }

    /// <summary>The line of the first decorator, or of the statement itself.</summary>
    private static int FirstLineOf(Node statement, NodeList decorators) => decorators.Count > 0 ? decorators[0].Line : statement.Line;

    /// <summary>compiler_apply_decorators.</summary>
    private void EmitCallsOfDecorators(NodeList decorators)
    {
        for (int index = decorators.Count - 1; index >= 0; index--)
            Emit(Opcode.Call, 0, decorators[index].Location);
    }

    /// <summary>compiler_function_body.</summary>
    private void EmitFunctionBody(Node statement, FunctionAttributes attributes, int firstLine)
    {
        FunctionDef function = new(statement);
        Scope scope = symbols.Of(statement.Index);
        EnterUnit(function.IsAsync ? UnitKind.AsyncFunction : UnitKind.Function, scope, function.Name, firstLine);
        NodeList body = function.Body;
        bool hasDocstring = TryDocstring(body, out Node docstring);
        // The first constant is the docstring, or None.
        AddConstant(hasDocstring && _level < 2 ? CleanDocstring(docstring) : ConstantTable.None);
        SetParameterCounts(function.Args);

        int start = NewLabel();
        UseLabel(start);
        bool canStop = scope.IsCoroutine || scope.IsGenerator;
        if (canStop)
            PushBlock(new FrameBlock(FrameBlockKind.StopIteration, start, Location.None));
        EmitStatements(body, hasDocstring ? 1 : 0);
        if (canStop)
        {
            EmitStopIterationHandler();
            PopBlock();
        }

        int code = ExitUnit(returnsNone: true);
        EmitMakeFunction(code, attributes, statement.Location);
    }

    private void SetParameterCounts(Arguments arguments)
    {
        _unit.Code.ArgumentCount = arguments.Args.Count;
        _unit.Code.PositionalOnlyCount = arguments.Posonlyargs.Count;
        _unit.Code.KeywordOnlyCount = arguments.Kwonlyargs.Count;
    }

    /// <summary>wrap_in_stopiteration_handler: a StopIteration that leaves a generator becomes a RuntimeError (PEP 479).</summary>
    private void EmitStopIterationHandler()
    {
        int handler = NewLabel();
        _instructions.Insert(0, Opcode.SetupCleanup, handler, Location.None);
        EmitNone(Location.None);
        Emit(Opcode.ReturnValue, Location.None);
        UseLabel(handler);
        Emit(Opcode.CallIntrinsic1, IntrinsicFunction.StopIterationError, Location.None);
        Emit(Opcode.Reraise, 1, Location.None);
    }

    /// <summary>compiler_lambda.</summary>
    private void EmitLambda(Node expression)
    {
        Lambda lambda = new(expression);
        Location location = expression.Location;
        CheckParameters(lambda.Args);
        FunctionAttributes attributes = EmitDefaults(lambda.Args, location);

        Scope scope = symbols.Of(expression.Index);
        EnterUnit(UnitKind.Lambda, scope, WellKnown.LambdaName, location.Line);
        AddConstant(ConstantTable.None);
        SetParameterCounts(lambda.Args);
        EmitExpression(lambda.Body);
        if (!scope.IsGenerator)
            Emit(Opcode.ReturnValue, lambda.Body.Location);
        int code = ExitUnit(returnsNone: !scope.IsGenerator);
        EmitMakeFunction(code, attributes, location);
    }

    /// <summary>compiler_default_arguments.</summary>
    private FunctionAttributes EmitDefaults(Arguments arguments, Location location)
    {
        FunctionAttributes attributes = FunctionAttributes.None;
        NodeList defaults = arguments.Defaults;
        if (defaults.Count > 0)
        {
            EmitExpressions(defaults);
            Emit(Opcode.BuildTuple, defaults.Count, location);
            attributes = FunctionAttributes.Defaults;
        }

        return attributes | EmitKeywordDefaults(arguments, location);
    }

    /// <summary>compiler_visit_kwonlydefaults: a dict, if there are any.</summary>
    private FunctionAttributes EmitKeywordDefaults(Arguments arguments, Location location)
    {
        NodeList names = arguments.Kwonlyargs;
        NodeList values = arguments.KwDefaults;
        int count = 0;
        for (int index = 0; index < names.Count; index++)
        {
            if (values[index].IsNone)
                continue;
            EmitExpression(values[index]);
            count++;
        }

        if (count == 0)
            return FunctionAttributes.None;
        BeginTuple();
        for (int index = 0; index < names.Count; index++)
        {
            if (!values[index].IsNone)
                AddItem(NameConstant(Mangle(new Arg(names[index]).Name)));
        }

        EmitTuple(location);
        Emit(Opcode.BuildConstKeyMap, count, location);
        return FunctionAttributes.KeywordDefaults;
    }

    /// <summary>compiler_visit_annotations: a tuple of names and values, if there are any. args come before posonlyargs.</summary>
    private FunctionAttributes EmitAnnotations(FunctionDef function, Location location)
    {
        Arguments arguments = function.Args;
        int count = EmitAnnotations(arguments.Args, location);
        count += EmitAnnotations(arguments.Posonlyargs, location);
        count += EmitAnnotation(arguments.Vararg, location);
        count += EmitAnnotations(arguments.Kwonlyargs, location);
        count += EmitAnnotation(arguments.Kwarg, location);
        count += EmitAnnotation(WellKnown.Return, function.Returns, location);
        if (count == 0)
            return FunctionAttributes.None;
        Emit(Opcode.BuildTuple, count, location);
        return FunctionAttributes.Annotations;
    }

    private int EmitAnnotations(NodeList parameters, Location location)
    {
        int count = 0;
        foreach (Node parameter in parameters)
            count += EmitAnnotation(parameter, location);
        return count;
    }

    private int EmitAnnotation(Node parameter, Location location) =>
        parameter.IsNone ? 0 : EmitAnnotation(new Arg(parameter).Name, new Arg(parameter).Annotation, location);

    /// <summary>compiler_visit_argannotation: how many values were pushed.</summary>
    private int EmitAnnotation(Identifier name, Node annotation, Location location)
    {
        if (annotation.IsNone)
            return 0;
        EmitNameConstant(Mangle(name), location);
        if (_features.HasAnnotations)
        {
            EmitAnnotationText(annotation);
        }
        else if (annotation.Kind == NodeKind.Starred)
        {
            // *args: *Ts, which does [value] = [*Ts].
            EmitExpression(new Starred(annotation).Value);
            Emit(Opcode.UnpackSequence, 1, location);
        }
        else
        {
            EmitExpression(annotation);
        }

        return 2;
    }

    /// <summary>compiler_visit_annexpr: an annotation as a string (PEP 563).</summary>
    private void EmitAnnotationText(Node annotation)
    {
        Reject reject = _unparser.Unparse(annotation, out ConstantValue text);
        if (!reject.IsNone)
            Fail(reject.Line, reject.Reason);
        EmitConstant(tree.Constants.Add(text), annotation.Location);
    }

    /// <summary>compiler_check_debug_args.</summary>
    private void CheckParameters(Arguments arguments)
    {
        CheckParameters(arguments.Posonlyargs);
        CheckParameters(arguments.Args);
        CheckParameter(arguments.Vararg);
        CheckParameters(arguments.Kwonlyargs);
        CheckParameter(arguments.Kwarg);
    }

    private void CheckParameters(NodeList parameters)
    {
        foreach (Node parameter in parameters)
            CheckParameter(parameter);
    }

    private void CheckParameter(Node parameter)
    {
        if (!parameter.IsNone)
            CheckNotDebug(new Arg(parameter).Name, ExprContext.Store, parameter.Line);
    }
}
