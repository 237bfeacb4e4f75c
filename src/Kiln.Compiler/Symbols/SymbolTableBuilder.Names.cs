using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Symbols;

/// <summary>Names that are read and bound, declared, imported.</summary>
internal sealed partial class SymbolTableBuilder
{
    private void VisitName(int node, ExprContext context, Identifier name)
    {
        Define(name, context == ExprContext.Load ? SymbolFlags.Use : SymbolFlags.Local, node);
        // super() without arguments finds its class in the cell __class__.
        if (name == WellKnown.Super && context == ExprContext.Load && _current.IsFunctionLike)
            Define(WellKnown.Class__, SymbolFlags.Use, node);
    }

    /// <summary>The names that patterns bind, after those of the patterns in them.</summary>
    private void DefinePatternName(Node node)
    {
        Identifier name = node.Kind switch
        {
            NodeKind.MatchStar => new Nodes.MatchStar(node).Name,
            NodeKind.MatchAs => new Nodes.MatchAs(node).Name,
            NodeKind.MatchMapping => new Nodes.MatchMapping(node).Rest,
            _ => Identifier.None,
        };
        if (!name.IsNone)
            Define(name, SymbolFlags.Local, node.Index);
    }

    /// <summary>symtable_visit_excepthandler</summary>
    private void VisitHandler(Nodes.ExceptHandler handler, int node)
    {
        Visit(handler.Type.Index);
        if (!handler.Name.IsNone)
            Define(handler.Name, SymbolFlags.Local, node);
        VisitList(handler.Body.Start);
    }

    /// <summary>symtable_visit_alias: <c>import a.b</c> binds <c>a</c>.</summary>
    private void VisitAlias(Node node)
    {
        Nodes.Alias alias = new(node);
        Identifier name = alias.Asname.IsNone ? alias.Name : alias.Asname;
        if (name == WellKnown.Star)
        {
            if (_current.Kind != ScopeKind.Module)
                Fail(node.Index);
            return;
        }

        int dot = tree.Identifiers[name].IndexOf((byte)'.');
        Define(dot < 0 ? name : tree.Identifiers.Intern(tree.Identifiers[name][..dot]), SymbolFlags.Import, node.Index);
    }

    /// <summary><c>global</c> and <c>nonlocal</c>: of names that nothing was done with before.</summary>
    private void VisitDeclaration(Node node)
    {
        const SymbolFlags Done = SymbolFlags.Parameter | SymbolFlags.Local | SymbolFlags.Use | SymbolFlags.Annotated;
        bool isGlobal = node.Kind == NodeKind.Global;
        IdentifierList names = node.Identifiers(0);
        for (int index = 0; index < names.Count; index++)
        {
            if ((FlagsOf(_current, names[index]) & Done) != 0)
                Fail(node.Index);
            Define(names[index], isGlobal ? SymbolFlags.Global : SymbolFlags.Nonlocal, node.Index);
        }
    }

    /// <summary><c>target: annotation = value</c></summary>
    private void VisitAnnotatedAssignment(Node node)
    {
        Nodes.AnnAssign assignment = new(node);
        Node target = assignment.Target;
        if (target.Kind == NodeKind.Name)
        {
            Identifier name = new Nodes.Name(target).Id;
            bool isDeclared = (FlagsOf(_current, name) & (SymbolFlags.Global | SymbolFlags.Nonlocal)) != 0;
            if (isDeclared && assignment.Simple && _current.Kind != ScopeKind.Module)
                Fail(node.Index);
            if (assignment.Simple)
                Define(name, SymbolFlags.Annotated | SymbolFlags.Local, target.Index);
            else if (!assignment.Value.IsNone)
                Define(name, SymbolFlags.Local, target.Index);
        }
        else
        {
            Visit(target.Index);
        }

        VisitAnnotation(assignment.Annotation);
        Visit(assignment.Value.Index);
    }

    /// <summary><c>await</c> and <c>yield</c>: make a coroutine or generator of the scope, where that can be one.</summary>
    private void VisitSuspension(Node node)
    {
        FailInAnnotationScope(node.Index);
        Visit(node.Child(0).Index);
        if (node.Kind == NodeKind.Await)
        {
            _current.IsCoroutine = true;
            return;
        }

        _current.IsGenerator = true;
        if (_current.Comprehension != ComprehensionKind.None)
            Fail(node.Index);
    }

    /// <summary>symtable_raise_if_annotation_block: what needs a frame of its own is not for annotations, aliases and type parameters.</summary>
    private void FailInAnnotationScope(int node)
    {
        if (_current.Kind >= ScopeKind.Annotation)
            Fail(node);
    }
}
