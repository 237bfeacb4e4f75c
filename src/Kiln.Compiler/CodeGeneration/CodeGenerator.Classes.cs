using Kiln.Compiler.Instructions;
using Kiln.Compiler.Symbols;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;
using static Kiln.Compiler.Syntax.Nodes;
using Attribute = Kiln.Compiler.Syntax.Nodes.Attribute;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>
/// Classes: <c>Name = __build_class__(function, 'Name', *bases, **keywords)</c>, where the body of the function fills the namespace.
/// </summary>
internal sealed partial class CodeGenerator
{
    /// <summary>compiler_class.</summary>
    private void EmitClass(Node statement)
    {
        ClassDef definition = new(statement);
        EmitExpressions(definition.DecoratorList);
        Location location = statement.Location;
        int firstLine = FirstLineOf(statement, definition.DecoratorList);
        if (definition.TypeParams.Count > 0)
        {
            EmitGenericClass(statement, firstLine);
        }
        else
        {
            EmitClassBody(statement, firstLine);
            EmitArguments(definition.Bases, definition.Keywords, pushed: 2, genericBase: false, location);
        }

        EmitCallsOfDecorators(definition.DecoratorList);
        EmitName(definition.Name, ExprContext.Store, location);
    }

    /// <summary>compiler_class_body: the function of the body, then what __build_class__ is called with first.</summary>
    private void EmitClassBody(Node statement, int firstLine)
    {
        ClassDef definition = new(statement);
        EnterUnit(UnitKind.Class, symbols.Of(statement.Index), definition.Name, firstLine);
        _unit.PrivateName = definition.Name;
        Location location = new(firstLine, 0, firstLine, 0);
        EmitHeadOfClass(definition, location);
        EmitBody(definition.Body, location);
        EmitTailOfClass();
        int code = ExitUnit(returnsNone: true);

        // With the line of the class, not of a decorator.
        location = statement.Location;
        Emit(Opcode.LoadBuildClass, location);
        Emit(Opcode.PushNull, location);
        EmitMakeFunction(code, FunctionAttributes.None, location);
        EmitNameConstant(definition.Name, location);
    }

    private void EmitHeadOfClass(ClassDef definition, Location location)
    {
        EmitName(WellKnown.Name__, ExprContext.Load, location);
        EmitName(WellKnown.Module__, ExprContext.Store, location);
        EmitNameConstant(_unit.Code.QualifiedName, location);
        EmitName(WellKnown.Qualname__, ExprContext.Store, location);
        EmitInt(_unit.Code.FirstLine, location);
        EmitName(WellKnown.FirstLine__, ExprContext.Store, location);
        if (definition.TypeParams.Count > 0)
        {
            EmitName(WellKnown.DotTypeParams, ExprContext.Load, location);
            EmitName(WellKnown.TypeParams__, ExprContext.Store, location);
        }

        if (_unit.Scope.NeedsClassDict)
        {
            Emit(Opcode.LoadLocals, location);
            Emit(Opcode.StoreDeref, CellPlace(WellKnown.ClassDict), location);
        }
    }

    private void EmitTailOfClass()
    {
        EmitStaticAttributes();
        Scope scope = _unit.Scope;
        if (scope.NeedsClassDict)
        {
            Emit(Opcode.LoadClosure, CellPlace(WellKnown.ClassDict), Location.None);
            EmitName(WellKnown.ClassDictCell__, ExprContext.Store, Location.None);
        }

        if (scope.NeedsClassClosure)
        {
            // The cell is stored, and returned.
            Emit(Opcode.LoadClosure, CellPlace(WellKnown.Class__), Location.None);
            Emit(Opcode.Copy, 1, Location.None);
            EmitName(WellKnown.ClassCell__, ExprContext.Store, Location.None);
        }
        else
        {
            EmitNone(Location.None);
        }

        Emit(Opcode.ReturnValue, Location.None);
    }

    /// <summary>__static_attributes__: the names, sorted.</summary>
    private void EmitStaticAttributes()
    {
        _sorting.Clear();
        foreach (Identifier name in _unit.StaticAttributes.Names)
            _sorting.Add(name);
        SortNames();
        BeginTuple();
        foreach (Identifier name in _sorting)
            AddItem(NameConstant(name));
        EmitTuple(Location.None);
        EmitName(WellKnown.StaticAttributes__, ExprContext.Store, Location.None);
    }

    /// <summary>compiler_maybe_add_static_attribute_to_class: <c>self.X = …</c> in a function of a class.</summary>
    private void NoteStaticAttribute(Attribute attribute)
    {
        if (attribute.Context != ExprContext.Store || attribute.Value.Kind != NodeKind.Name || new Name(attribute.Value).Id != WellKnown.Self)
            return;
        for (int depth = _depth - 1; depth >= 0; depth--)
        {
            if (_units[depth].Kind != UnitKind.Class)
                continue;
            _units[depth].StaticAttributes.Add(attribute.Attr);
            return;
        }
    }
}
