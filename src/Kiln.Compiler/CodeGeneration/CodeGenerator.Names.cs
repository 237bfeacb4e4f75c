using Kiln.Compiler.CodeObjects;
using Kiln.Compiler.Instructions;
using Kiln.Compiler.Symbols;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>Names: reading, binding and deleting them, attributes, closures, qualified names.</summary>
internal sealed partial class CodeGenerator
{
    private readonly List<Identifier> _sorting = [];
    private Comparison<Identifier>? _compareNames;
    private byte[] _nameBytes = new byte[256];

    /// <summary>_Py_MaybeMangle in this unit.</summary>
    private Identifier Mangle(Identifier name) => _unit.PrivateName.IsNone ? name : symbols.Mangle(_unit.PrivateName, _unit.Scope, name);

    /// <summary>forbidden_name: <c>__debug__</c> cannot be bound or deleted.</summary>
    private void CheckNotDebug(Identifier name, ExprContext context, int line)
    {
        if (name == WellKnown.Debug && context != ExprContext.Load)
            Fail(line);
    }

    /// <summary>compiler_nameop.</summary>
    private void EmitName(Identifier name, ExprContext context, in Location location)
    {
        CheckNotDebug(name, context, location.Line);
        name = Mangle(name);
        NameScope scope = _unit.ScopeOf(name);
        bool isFunction = _unit.IsFunctionLike;
        switch (scope)
        {
            case NameScope.Free or NameScope.Cell:
                EmitCell(name, scope, context, location);
                break;
            case NameScope.Local when isFunction || _unit.IsHidden(name):
                EmitFast(name, context, location);
                break;
            case NameScope.GlobalImplicit when isFunction:
            case NameScope.GlobalExplicit:
                EmitGlobal(name, scope, context, location);
                break;
            default:
                EmitNamespaceName(name, context, location);
                break;
        }
    }

    /// <summary>OP_FAST.</summary>
    private void EmitFast(Identifier name, ExprContext context, in Location location)
    {
        Opcode opcode = context switch
        {
            ExprContext.Load => Opcode.LoadFast,
            ExprContext.Store => Opcode.StoreFast,
            _ => Opcode.DeleteFast,
        };
        Emit(opcode, _unit.Code.VariableNames.Add(name), location);
    }

    /// <summary>OP_DEREF.</summary>
    private void EmitCell(Identifier name, NameScope scope, ExprContext context, in Location location)
    {
        Opcode opcode = context switch
        {
            ExprContext.Load => Opcode.LoadDeref,
            ExprContext.Store => Opcode.StoreDeref,
            _ => Opcode.DeleteDeref,
        };
        if (context == ExprContext.Load && _unit.Scope.Kind == ScopeKind.Class && _unit.InlinedComprehensions == 0)
        {
            opcode = Opcode.LoadFromDictOrDeref;
            Emit(Opcode.LoadLocals, location);
        }
        else if (context == ExprContext.Load && _unit.Scope.CanSeeClassScope)
        {
            opcode = Opcode.LoadFromDictOrDeref;
            EmitClassDict(location);
        }

        Emit(opcode, scope == NameScope.Cell ? CellPlace(name) : FreePlace(name), location);
    }

    /// <summary>OP_GLOBAL.</summary>
    private void EmitGlobal(Identifier name, NameScope scope, ExprContext context, in Location location)
    {
        if (context == ExprContext.Load && _unit.Scope.CanSeeClassScope && scope == NameScope.GlobalImplicit)
        {
            EmitClassDict(location);
            Emit(Opcode.LoadFromDictOrGlobals, _unit.Code.Names.Add(name), location);
            return;
        }

        int place = _unit.Code.Names.Add(name);
        switch (context)
        {
            case ExprContext.Load:
                Emit(Opcode.LoadGlobal, place << 1, location);
                break;
            case ExprContext.Store:
                Emit(Opcode.StoreGlobal, place, location);
                break;
            default:
                Emit(Opcode.DeleteGlobal, place, location);
                break;
        }
    }

    /// <summary>OP_NAME: a name of a module or class, where only running shows whether it is local or global.</summary>
    private void EmitNamespaceName(Identifier name, ExprContext context, in Location location)
    {
        int place = _unit.Code.Names.Add(name);
        switch (context)
        {
            case ExprContext.Load when _unit.Scope.Kind == ScopeKind.Class && _unit.InlinedComprehensions > 0:
                Emit(Opcode.LoadGlobal, place << 1, location);
                break;
            case ExprContext.Load:
                Emit(Opcode.LoadName, place, location);
                break;
            case ExprContext.Store:
                Emit(Opcode.StoreName, place, location);
                break;
            default:
                Emit(Opcode.DeleteName, place, location);
                break;
        }
    }

    private void EmitClassDict(Location location) => Emit(Opcode.LoadDeref, FreePlace(WellKnown.ClassDict), location);

    private int CellPlace(Identifier name) => _unit.Code.CellVariables.Add(name);

    /// <summary>Free variables are numbered after the cells.</summary>
    private int FreePlace(Identifier name) => _unit.Code.CellVariables.Count + _unit.Code.FreeVariables.Add(name);

    /// <summary>compiler_addop_name with u_names: a mangled name as the argument.</summary>
    private void EmitWithName(Opcode opcode, Identifier name, Location location) => Emit(opcode, NamePlace(name), location);

    private int NamePlace(Identifier name) => _unit.Code.Names.Add(Mangle(name));

    private void EmitLoadAttribute(Identifier name, Location location) => Emit(Opcode.LoadAttr, NamePlace(name) << 1, location);

    /// <summary>LOAD_METHOD: a LOAD_ATTR that leaves method and self, or the attribute and NULL.</summary>
    private void EmitLoadMethod(Identifier name, Location location) => Emit(Opcode.LoadAttr, (NamePlace(name) << 1) | 1, location);

    /// <summary>get_ref_type. Local comes before free where a name of a class is both.</summary>
    private NameScope ReferenceOf(Identifier name) =>
        _unit.Kind == UnitKind.Class && (name == WellKnown.Class__ || name == WellKnown.ClassDict) ? NameScope.Cell : _unit.ScopeOf(name);

    /// <summary>compiler_make_closure: a function of the code object of <see cref="InnerUnit"/>.</summary>
    private void EmitMakeFunction(int code, FunctionAttributes attributes, Location location)
    {
        NameIndex free = InnerUnit.Code.FreeVariables;
        foreach (Identifier name in free.Names)
            Emit(Opcode.LoadClosure, ReferenceOf(name) == NameScope.Cell ? CellPlace(name) : FreePlace(name), location);
        if (free.Count > 0)
        {
            attributes |= FunctionAttributes.Closure;
            Emit(Opcode.BuildTuple, free.Count, location);
        }

        EmitConstant(code, location);
        Emit(Opcode.MakeFunction, location);
        for (FunctionAttributes attribute = FunctionAttributes.Closure; attribute != 0; attribute = (FunctionAttributes)((int)attribute >> 1))
        {
            if ((attributes & attribute) != 0)
                Emit(Opcode.SetFunctionAttribute, (int)attribute, location);
        }
    }

    /// <summary>compiler_set_qualname.</summary>
    private Identifier QualifiedName(Identifier name)
    {
        int depth = _depth - 1;
        if (_units[depth].Kind == UnitKind.TypeParameters)
        {
            // Only the name, if there is but the module around the type parameters.
            if (depth == 1)
                return name;
            depth--;
        }

        UnitState parent = _units[depth];
        if (depth == 0 || IsGlobalIn(parent, name))
            return name;
        bool isFunction = parent.Kind is UnitKind.Function or UnitKind.AsyncFunction or UnitKind.Lambda;
        ReadOnlySpan<byte> separator = isFunction ? ".<locals>."u8 : "."u8;
        return Concatenate(tree.Identifiers[parent.Code.QualifiedName], separator, tree.Identifiers[name]);
    }

    /// <summary>Whether the parent says <c>global</c> of a function or class that it contains.</summary>
    private bool IsGlobalIn(UnitState parent, Identifier name)
    {
        if (_unit.Kind is not (UnitKind.Function or UnitKind.AsyncFunction or UnitKind.Class))
            return false;
        Identifier mangled = symbols.Mangle(parent.PrivateName, parent.Scope, name);
        return parent.ScopeOf(mangled) == NameScope.GlobalExplicit;
    }

    private Identifier Concatenate(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        int length = first.Length + second.Length + third.Length;
        if (length > _nameBytes.Length)
            _nameBytes = new byte[length * 2];
        first.CopyTo(_nameBytes);
        second.CopyTo(_nameBytes.AsSpan(first.Length));
        third.CopyTo(_nameBytes.AsSpan(first.Length + second.Length));
        return tree.Identifiers.Intern(_nameBytes.AsSpan(0, length));
    }

    /// <summary>Sorts the few names of <see cref="_sorting"/> by their bytes.</summary>
    private void SortNames()
    {
        if (_sorting.Count > 1)
            _sorting.Sort(_compareNames ??= CompareNames);
    }

    private int CompareNames(Identifier left, Identifier right) => tree.Identifiers[left].SequenceCompareTo(tree.Identifiers[right]);
}
