using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>
/// Generic functions and classes, and type aliases: PEP 695. Type parameters are locals of a function of their own, that makes the function,
/// class or alias and is called once.
/// </summary>
internal sealed partial class CodeGenerator
{
    /// <summary>The generic part of compiler_function, with the defaults on the stack, which become arguments.</summary>
    private void EmitGenericFunction(Node statement, FunctionAttributes attributes, int firstLine)
    {
        FunctionDef function = new(statement);
        Location location = statement.Location;
        int defaults = int.PopCount((int)attributes);
        if (defaults == 2)
            Emit(Opcode.Swap, 2, location);
        EnterTypeParameters(function.TypeParams, function.Name, firstLine);
        EmitTypeParameters(function.TypeParams);
        for (int index = 0; index < defaults; index++)
            Emit(Opcode.LoadFast, index, location);
        attributes |= EmitAnnotations(function, location);
        EmitFunctionBody(statement, attributes, firstLine);
        Emit(Opcode.Swap, 2, location);
        Emit(Opcode.CallIntrinsic2, IntrinsicFunction.SetFunctionTypeParams, location);
        _unit.Code.ArgumentCount = defaults;
        int code = ExitUnit(returnsNone: false);

        EmitMakeFunction(code, FunctionAttributes.None, location);
        if (defaults > 0)
        {
            Emit(Opcode.Swap, defaults + 1, location);
            Emit(Opcode.Call, defaults - 1, location);
        }
        else
        {
            EmitCallWithoutArguments(location);
        }
    }

    /// <summary>The generic part of compiler_class: Generic[…] is added to the bases.</summary>
    private void EmitGenericClass(Node statement, int firstLine)
    {
        ClassDef definition = new(statement);
        Location location = statement.Location;
        EnterTypeParameters(definition.TypeParams, definition.Name, firstLine);
        _unit.PrivateName = definition.Name;
        EmitTypeParameters(definition.TypeParams);
        EmitName(WellKnown.DotTypeParams, ExprContext.Store, location);
        EmitClassBody(statement, firstLine);

        EmitName(WellKnown.DotTypeParams, ExprContext.Load, location);
        Emit(Opcode.CallIntrinsic1, IntrinsicFunction.SubscriptGeneric, location);
        EmitName(WellKnown.DotGenericBase, ExprContext.Store, location);
        EmitArguments(definition.Bases, definition.Keywords, pushed: 2, genericBase: true, location);
        int code = ExitUnit(returnsNone: false);
        EmitMakeFunction(code, FunctionAttributes.None, location);
        EmitCallWithoutArguments(location);
    }

    /// <summary>compiler_typealias.</summary>
    private void EmitTypeAlias(Node statement)
    {
        TypeAlias alias = new(statement);
        Location location = statement.Location;
        Identifier name = new Name(alias.Name).Id;
        if (alias.TypeParams.Count > 0)
        {
            EnterTypeParameters(alias.TypeParams, name, location.Line);
            EmitNameConstant(name, location);
            EmitTypeParameters(alias.TypeParams);
            EmitBodyOfAlias(statement, name);
            int code = ExitUnit(returnsNone: false);
            EmitMakeFunction(code, FunctionAttributes.None, location);
            EmitCallWithoutArguments(location);
        }
        else
        {
            EmitNameConstant(name, location);
            EmitNone(location);
            EmitBodyOfAlias(statement, name);
        }

        EmitName(name, ExprContext.Store, location);
    }

    /// <summary>compiler_typealias_body: the value is computed by a function, when it is asked for.</summary>
    private void EmitBodyOfAlias(Node statement, Identifier name)
    {
        Location location = statement.Location;
        EnterUnit(UnitKind.Function, symbols.Of(statement.Index), name, location.Line);
        AddConstant(ConstantTable.None);
        EmitExpression(new TypeAlias(statement).Value);
        Emit(Opcode.ReturnValue, location);
        int code = ExitUnit(returnsNone: false);
        EmitMakeFunction(code, FunctionAttributes.None, location);
        Emit(Opcode.BuildTuple, 3, location);
        Emit(Opcode.CallIntrinsic1, IntrinsicFunction.TypeAlias, location);
    }

    private void EnterTypeParameters(NodeList parameters, Identifier owner, int firstLine)
    {
        Identifier name = Concatenate("<generic parameters of "u8, tree.Identifiers[owner], ">"u8);
        EnterUnit(UnitKind.TypeParameters, symbols.Of(parameters.Start), name, firstLine);
    }

    private void EmitCallWithoutArguments(Location location)
    {
        Emit(Opcode.PushNull, location);
        Emit(Opcode.Call, 0, location);
    }

    /// <summary>compiler_type_params: leaves a tuple of them.</summary>
    private void EmitTypeParameters(NodeList parameters)
    {
        bool hasDefault = false;
        foreach (Node parameter in parameters)
        {
            Identifier name = parameter.Identifier(0);
            Location location = parameter.Location;
            EmitNameConstant(name, location);
            Node value = EmitTypeParameter(parameter, name, location);
            if (value.IsNone && hasDefault)
                Fail(location.Line);
            if (!value.IsNone)
            {
                hasDefault = true;
                // The symbol table keeps the default of a TypeVar, whose bound has the key of the node, under the next number.
                int key = parameter.Kind == NodeKind.TypeVar ? parameter.Index + 1 : parameter.Index;
                EmitBoundOrDefault(value, name, key, canBeStarred: parameter.Kind == NodeKind.TypeVarTuple);
                Emit(Opcode.CallIntrinsic2, IntrinsicFunction.SetTypeParamDefault, location);
            }

            Emit(Opcode.Copy, 1, location);
            EmitName(name, ExprContext.Store, location);
        }

        Emit(Opcode.BuildTuple, parameters.Count, parameters[0].Location);
    }

    /// <summary>Makes one of the name on the stack, and gives its default.</summary>
    private Node EmitTypeParameter(Node parameter, Identifier name, Location location)
    {
        switch (parameter.Kind)
        {
            case NodeKind.TypeVar:
                TypeVar variable = new(parameter);
                if (variable.Bound.IsNone)
                {
                    Emit(Opcode.CallIntrinsic1, IntrinsicFunction.TypeVar, location);
                    return variable.DefaultValue;
                }

                EmitBoundOrDefault(variable.Bound, name, parameter.Index, canBeStarred: false);
                bool hasConstraints = variable.Bound.Kind == NodeKind.Tuple;
                int intrinsic = hasConstraints ? IntrinsicFunction.TypeVarWithConstraints : IntrinsicFunction.TypeVarWithBound;
                Emit(Opcode.CallIntrinsic2, intrinsic, location);
                return variable.DefaultValue;
            case NodeKind.TypeVarTuple:
                Emit(Opcode.CallIntrinsic1, IntrinsicFunction.TypeVarTuple, location);
                return new TypeVarTuple(parameter).DefaultValue;
            default:
                Emit(Opcode.CallIntrinsic1, IntrinsicFunction.ParamSpec, location);
                return new ParamSpec(parameter).DefaultValue;
        }
    }

    /// <summary>compiler_type_param_bound_or_default: a function that computes it, when it is asked for.</summary>
    private void EmitBoundOrDefault(Node expression, Identifier name, int key, bool canBeStarred)
    {
        Location location = expression.Location;
        EnterUnit(UnitKind.TypeParameters, symbols.Of(key), name, location.Line);
        if (canBeStarred && expression.Kind == NodeKind.Starred)
        {
            EmitExpression(new Starred(expression).Value);
            Emit(Opcode.UnpackSequence, 1, location);
        }
        else
        {
            EmitExpression(expression);
        }

        Emit(Opcode.ReturnValue, location);
        int code = ExitUnit(returnsNone: true);
        EmitMakeFunction(code, FunctionAttributes.None, location);
    }
}
