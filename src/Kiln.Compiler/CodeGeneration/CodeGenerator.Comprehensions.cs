using Kiln.Compiler.Instructions;
using Kiln.Compiler.Symbols;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>
/// Comprehensions. Those of lists, sets and dicts are mostly compiled into the unit around them (PEP 709); generator expressions, and others in
/// places where names are found in a class, are functions that are called at once.
/// </summary>
internal sealed partial class CodeGenerator
{
    /// <summary>compiler_comprehension.</summary>
    private void EmitComprehension(Node expression)
    {
        ComprehensionParts parts = new(expression);
        Scope scope = symbols.Of(expression.Index);
        if (_target.HasUnknownGenerators)
            Fail(expression.Line, RejectReason.UnsupportedSyntax);
        if (parts.Kind != ComprehensionKind.Generator && scope.IsCoroutine
            && _unit.Kind is not (UnitKind.AsyncFunction or UnitKind.Comprehension))
            Fail(expression.Line);
        if (scope.IsInlined)
            EmitInlinedComprehension(in parts, scope);
        else
            EmitComprehensionFunction(in parts, scope);
    }

    private void EmitInlinedComprehension(in ComprehensionParts parts, Scope scope)
    {
        EmitOutermostIterator(parts.Generators);
        InlinedComprehension state = BeginInlined(scope, parts.Location);
        EmitEmptyCollection(parts.Kind, parts.Location);
        Emit(Opcode.Swap, 2, parts.Location);
        EmitGenerator(in parts, index: 0, depth: 0, isIteratorOnStack: true);
        EndInlined(in state, parts.Location);
    }

    private void EmitComprehensionFunction(in ComprehensionParts parts, Scope scope)
    {
        bool isGenerator = parts.Kind == ComprehensionKind.Generator;
        bool isAsync = scope.IsCoroutine;
        EnterUnit(UnitKind.Comprehension, scope, NameOf(parts.Kind), parts.Location.Line);
        if (!isGenerator)
            EmitEmptyCollection(parts.Kind, parts.Location);
        EmitGenerator(in parts, index: 0, depth: 0, isIteratorOnStack: false);
        if (isGenerator)
            EmitStopIterationHandler();
        else
            Emit(Opcode.ReturnValue, parts.Location);
        int code = ExitUnit(returnsNone: true);

        EmitMakeFunction(code, FunctionAttributes.None, parts.Location);
        EmitOutermostIterator(parts.Generators);
        Emit(Opcode.Call, 0, parts.Location);
        if (isAsync && !isGenerator)
            EmitAwait(AwaitOfExpression, parts.Location);
    }

    private static Identifier NameOf(ComprehensionKind kind) => kind switch
    {
        ComprehensionKind.List => WellKnown.ListComprehensionName,
        ComprehensionKind.Set => WellKnown.SetComprehensionName,
        ComprehensionKind.Dict => WellKnown.DictComprehensionName,
        _ => WellKnown.GeneratorName,
    };

    private void EmitEmptyCollection(ComprehensionKind kind, Location location)
    {
        Opcode opcode = kind switch
        {
            ComprehensionKind.List => Opcode.BuildList,
            ComprehensionKind.Set => Opcode.BuildSet,
            _ => Opcode.BuildMap,
        };
        Emit(opcode, 0, location);
    }

    /// <summary>compiler_comprehension_iter: what the first for goes through is evaluated outside.</summary>
    private void EmitOutermostIterator(NodeList generators)
    {
        Comprehension generator = new(generators[0]);
        EmitExpression(generator.Iter);
        Emit(generator.IsAsync ? Opcode.GetAiter : Opcode.GetIter, generator.Iter.Location);
    }

    /// <summary>compiler_comprehension_generator: a for, with its conditions, and what is in it.</summary>
    private void EmitGenerator(in ComprehensionParts parts, int index, int depth, bool isIteratorOnStack)
    {
        if (new Comprehension(parts.Generators[index]).IsAsync)
            EmitAsyncGenerator(in parts, index, depth, isIteratorOnStack);
        else
            EmitSyncGenerator(in parts, index, depth, isIteratorOnStack);
    }

    /// <summary>compiler_sync_comprehension_generator.</summary>
    private void EmitSyncGenerator(in ComprehensionParts parts, int index, int depth, bool isIteratorOnStack)
    {
        Comprehension generator = new(parts.Generators[index]);
        int start = NewLabel();
        int next = NewLabel();
        int anchor = NewLabel();
        bool isLoop = isIteratorOnStack || EmitSource(in parts, generator, index);
        Location source = generator.Iter.Location;
        if (isLoop)
        {
            depth++;
            if (_target.GeneratorsCheckIterators)
                Emit(Opcode.GetIter, source);
            UseLabel(start);
            EmitJump(Opcode.ForIter, anchor, source);
        }

        EmitExpression(generator.Target);
        foreach (Node condition in generator.Ifs)
            EmitJumpIf(parts.Location, condition, next, condition: false);
        Location element = EmitInnerGenerator(in parts, index + 1, depth);

        UseLabel(next);
        if (isLoop)
        {
            EmitJump(Opcode.Jump, start, element);
            UseLabel(anchor);
            EmitEndOfFor();
        }
    }

    /// <summary>
    /// What a for goes through. The first one is the argument of the function; <c>for y in [f(x)]</c> of a later one is an assignment and no loop,
    /// which is the answer.
    /// </summary>
    private bool EmitSource(in ComprehensionParts parts, Comprehension generator, int index)
    {
        if (index == 0)
        {
            EmitArgumentOfFunction(parts.Location);
            return true;
        }

        Node source = generator.Iter;
        if (source.Kind is NodeKind.List or NodeKind.Tuple && source.List(0) is { Count: 1 } items && items[0].Kind != NodeKind.Starred)
        {
            EmitExpression(items[0]);
            return false;
        }

        EmitExpression(source);
        Emit(Opcode.GetIter, source.Location);
        return true;
    }

    private void EmitArgumentOfFunction(Location location)
    {
        _unit.Code.ArgumentCount = 1;
        Emit(Opcode.LoadFast, 0, location);
    }

    /// <summary>compiler_async_comprehension_generator.</summary>
    private void EmitAsyncGenerator(in ComprehensionParts parts, int index, int depth, bool isIteratorOnStack)
    {
        Comprehension generator = new(parts.Generators[index]);
        int start = NewLabel();
        int except = NewLabel();
        int next = NewLabel();
        if (!isIteratorOnStack && index == 0)
        {
            EmitArgumentOfFunction(parts.Location);
        }
        else if (!isIteratorOnStack)
        {
            EmitExpression(generator.Iter);
            Emit(Opcode.GetAiter, generator.Iter.Location);
        }

        UseLabel(start);
        PushBlock(new FrameBlock(FrameBlockKind.AsyncComprehensionGenerator, start, parts.Location));
        EmitNextOfAsync(except, parts.Location);
        EmitExpression(generator.Target);
        foreach (Node condition in generator.Ifs)
            EmitJumpIf(parts.Location, condition, next, condition: false);
        Location element = EmitInnerGenerator(in parts, index + 1, depth + 1);

        UseLabel(next);
        EmitJump(Opcode.Jump, start, element);
        PopBlock();
        UseLabel(except);
        Emit(Opcode.EndAsyncFor, parts.Location);
    }

    /// <summary>The next for, or the element in the last one. Gives the location of the element.</summary>
    private Location EmitInnerGenerator(in ComprehensionParts parts, int index, int depth)
    {
        if (index == parts.Generators.Count)
            return EmitElement(in parts, depth);
        EmitGenerator(in parts, index, depth, isIteratorOnStack: false);
        return parts.Element.Location;
    }

    private Location EmitElement(in ComprehensionParts parts, int depth)
    {
        Location location = parts.Element.Location;
        EmitExpression(parts.Element);
        switch (parts.Kind)
        {
            case ComprehensionKind.Generator:
                EmitYield(location);
                Emit(Opcode.PopTop, location);
                break;
            case ComprehensionKind.List:
                Emit(Opcode.ListAppend, depth + 1, location);
                break;
            case ComprehensionKind.Set:
                Emit(Opcode.SetAdd, depth + 1, location);
                break;
            default:
                EmitExpression(parts.Value);
                Location value = parts.Value.Location;
                location = new Location(location.Line, location.Column, value.EndLine, value.EndColumn);
                Emit(Opcode.MapAdd, depth + 1, location);
                break;
        }

        return location;
    }
}
