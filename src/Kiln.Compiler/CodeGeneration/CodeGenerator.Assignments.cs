using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;
using static Kiln.Compiler.Syntax.Nodes;
using Attribute = Kiln.Compiler.Syntax.Nodes.Attribute;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>Assignments: plain, augmented, annotated, to several targets.</summary>
internal sealed partial class CodeGenerator
{
    private void EmitAssign(Node statement)
    {
        Assign assign = new(statement);
        NodeList targets = assign.Targets;
        EmitExpression(assign.Value);
        for (int index = 0; index < targets.Count; index++)
        {
            if (index < targets.Count - 1)
                Emit(Opcode.Copy, 1, statement.Location);
            EmitExpression(targets[index]);
        }
    }

    /// <summary>assignment_helper, unpack_helper.</summary>
    private void EmitUnpacking(NodeList targets, Location location)
    {
        int count = targets.Count;
        bool hasStar = false;
        for (int index = 0; index < count; index++)
        {
            if (targets[index].Kind != NodeKind.Starred)
                continue;
            int after = count - index - 1;
            if (hasStar || index > Limits.TargetsBeforeStar || after > Limits.TargetsAfterStar)
                Fail(location.Line);
            hasStar = true;
            Emit(Opcode.UnpackEx, index + (after << 8), location);
        }

        if (!hasStar)
            Emit(Opcode.UnpackSequence, count, location);
        for (int index = 0; index < count; index++)
        {
            Node target = targets[index];
            EmitExpression(target.Kind == NodeKind.Starred ? new Starred(target).Value : target);
        }
    }

    /// <summary>compiler_augassign: what the target consists of is evaluated once and kept below.</summary>
    private void EmitAugmentedAssign(Node statement)
    {
        AugAssign assign = new(statement);
        Node target = assign.Target;
        Location location = target.Location;
        EmitOldValue(target, location);
        EmitExpression(assign.Value);
        EmitBinary(assign.Op, statement.Location, isInPlace: true);
        switch (target.Kind)
        {
            case NodeKind.Attribute:
                location = StartAtAttribute(location, target);
                Emit(Opcode.Swap, 2, location);
                EmitWithName(Opcode.StoreAttr, new Attribute(target).Attr, location);
                break;
            case NodeKind.Subscript when IsTwoElementSlice(new Subscript(target).Slice):
                Emit(Opcode.Swap, 4, location);
                Emit(Opcode.Swap, 3, location);
                Emit(Opcode.Swap, 2, location);
                Emit(Opcode.StoreSlice, location);
                break;
            case NodeKind.Subscript:
                Emit(Opcode.Swap, 3, location);
                Emit(Opcode.Swap, 2, location);
                Emit(Opcode.StoreSubscr, location);
                break;
            default:
                EmitName(new Name(target).Id, ExprContext.Store, location);
                break;
        }
    }

    private void EmitOldValue(Node target, Location location)
    {
        switch (target.Kind)
        {
            case NodeKind.Attribute:
                Attribute attribute = new(target);
                EmitExpression(attribute.Value);
                Emit(Opcode.Copy, 1, location);
                EmitLoadAttribute(attribute.Attr, StartAtAttribute(location, target));
                break;
            case NodeKind.Subscript:
                EmitOldItem(new Subscript(target), location);
                break;
            default:
                EmitName(new Name(target).Id, ExprContext.Load, location);
                break;
        }
    }

    private void EmitOldItem(Subscript subscript, Location location)
    {
        EmitExpression(subscript.Value);
        if (IsTwoElementSlice(subscript.Slice))
        {
            EmitSlice(subscript.Slice);
            Emit(Opcode.Copy, 3, location);
            Emit(Opcode.Copy, 3, location);
            Emit(Opcode.Copy, 3, location);
            Emit(Opcode.BinarySlice, location);
            return;
        }

        EmitExpression(subscript.Slice);
        Emit(Opcode.Copy, 2, location);
        Emit(Opcode.Copy, 2, location);
        Emit(Opcode.BinarySubscr, location);
    }

    /// <summary>compiler_annassign: the value first, then the annotation, which only modules and classes keep.</summary>
    private void EmitAnnotatedAssign(Node statement)
    {
        AnnAssign assign = new(statement);
        Node target = assign.Target;
        bool hasValue = !assign.Value.IsNone;
        if (hasValue)
        {
            EmitExpression(assign.Value);
            EmitExpression(target);
        }

        switch (target.Kind)
        {
            case NodeKind.Name:
                CheckNotDebug(new Name(target).Id, ExprContext.Store, statement.Line);
                if (assign.Simple && _unit.Kind is UnitKind.Module or UnitKind.Class)
                    EmitStoreAnnotation(assign, statement.Location);
                break;
            case NodeKind.Attribute:
                CheckNotDebug(new Attribute(target).Attr, ExprContext.Store, statement.Line);
                if (!hasValue)
                    EmitAndDrop(new Attribute(target).Value);
                break;
            default:
                if (!hasValue)
                {
                    EmitAndDrop(new Subscript(target).Value);
                    EmitAndDropSlice(new Subscript(target).Slice);
                }

                break;
        }

        if (!assign.Simple && !_features.HasAnnotations && _unit.Kind is UnitKind.Module or UnitKind.Class)
            EmitAndDrop(assign.Annotation);
    }

    /// <summary><c>__annotations__['name'] = annotation</c></summary>
    private void EmitStoreAnnotation(AnnAssign assign, Location location)
    {
        if (_features.HasAnnotations)
            EmitAnnotationText(assign.Annotation);
        else
            EmitExpression(assign.Annotation);
        EmitWithName(Opcode.LoadName, WellKnown.Annotations__, location);
        EmitNameConstant(Mangle(new Name(assign.Target).Id), location);
        Emit(Opcode.StoreSubscr, location);
    }

    /// <summary>check_ann_expr: evaluates, so that what it refers to must be there.</summary>
    private void EmitAndDrop(Node expression)
    {
        EmitExpression(expression);
        Emit(Opcode.PopTop, expression.Location);
    }

    /// <summary>check_ann_subscr.</summary>
    private void EmitAndDropSlice(Node slice)
    {
        switch (slice.Kind)
        {
            case NodeKind.Slice:
                Slice parts = new(slice);
                EmitAndDropPart(parts.Lower);
                EmitAndDropPart(parts.Upper);
                EmitAndDropPart(parts.Step);
                break;
            case NodeKind.Tuple:
                foreach (Node item in slice.List(0))
                    EmitAndDropSlice(item);
                break;
            default:
                EmitAndDrop(slice);
                break;
        }
    }

    private void EmitAndDropPart(Node part)
    {
        if (!part.IsNone)
            EmitAndDrop(part);
    }
}
