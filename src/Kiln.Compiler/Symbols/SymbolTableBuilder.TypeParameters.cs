using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Symbols;

/// <summary>Type parameters (PEP 695, with defaults PEP 696) and type aliases.</summary>
internal sealed partial class SymbolTableBuilder
{
    /// <summary>symtable_enter_type_param_block</summary>
    private void EnterTypeParameters(Node owner, Identifier name, NodeList parameters)
    {
        bool isInClass = _current.Kind == ScopeKind.Class;
        Enter(ScopeKind.TypeParameters, name, parameters.Start, owner.Index);
        SeeClassScope(isInClass, owner.Index);
    }

    /// <summary>Lets the current scope see the names of the class around it.</summary>
    private void SeeClassScope(bool canSee, int node)
    {
        _current.CanSeeClassScope = canSee;
        if (canSee)
            Define(WellKnown.ClassDict, SymbolFlags.Use, node);
    }

    private void VisitTypeAlias(Node node)
    {
        Nodes.TypeAlias alias = new(node);
        Visit(alias.Name.Index);
        Identifier name = new Nodes.Name(alias.Name).Id;
        bool isInClass = _current.Kind == ScopeKind.Class;
        bool isGeneric = alias.TypeParams.Count > 0;
        if (isGeneric)
        {
            EnterTypeParameters(node, name, alias.TypeParams);
            VisitList(alias.TypeParams.Start);
        }

        Enter(ScopeKind.TypeAlias, name, node.Index, node.Index);
        SeeClassScope(isInClass, node.Index);
        Visit(alias.Value.Index);
        Exit();
        if (isGeneric)
            Exit();
    }

    /// <summary>symtable_visit_type_param. The bound's scope has the parameter as key, that of a TypeVar's default one more.</summary>
    private void VisitTypeParameter(Node node)
    {
        Identifier name = node.Identifier(0);
        if (_current.MangledNames == _current)
            AddMangledName(name);
        Define(name, SymbolFlags.TypeParameter | SymbolFlags.Local, node.Index);
        // Reserved from 3.13.2 on; before, it confuses the compiler.
        if (name == WellKnown.ClassDict)
            Fail(node.Index);
        VisitBoundOrDefault(node.Child(1), name, node.Index, node.Index);
        if (node.Kind == NodeKind.TypeVar)
            VisitBoundOrDefault(new Nodes.TypeVar(node).DefaultValue, name, node.Index + 1, node.Index);
    }

    /// <summary>symtable_visit_type_param_bound_or_default</summary>
    private void VisitBoundOrDefault(Node value, Identifier name, int key, int node)
    {
        if (value.IsNone)
            return;
        bool canSeeClassScope = _current.CanSeeClassScope;
        Enter(ScopeKind.TypeVariable, name, key, node);
        SeeClassScope(canSeeClassScope, node);
        Visit(value.Index);
        Exit();
    }

    private void AddMangledName(Identifier name)
    {
        if (_mangledNameCount == _mangledNames.Length)
            Array.Resize(ref _mangledNames, _mangledNameCount * 2);
        _mangledNames[_mangledNameCount++] = name.Id;
        _current.MangledCount++;
    }
}
