using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Symbols;

/// <summary>Comprehensions, and <c>:=</c>, which in them binds a name of the scope around (PEP 572).</summary>
internal sealed partial class SymbolTableBuilder
{
    /// <summary>symtable_handle_comprehension</summary>
    private void VisitComprehension(Node node)
    {
        (ComprehensionKind kind, Identifier name) = node.Kind switch
        {
            NodeKind.ListComp => (ComprehensionKind.List, WellKnown.ListComp),
            NodeKind.SetComp => (ComprehensionKind.Set, WellKnown.SetComp),
            NodeKind.DictComp => (ComprehensionKind.Dict, WellKnown.DictComp),
            _ => (ComprehensionKind.Generator, WellKnown.GenExpr),
        };
        bool isDict = kind == ComprehensionKind.Dict;
        NodeList generators = node.List(isDict ? 2 : 1);
        Nodes.Comprehension outermost = new(generators[0]);

        // The outermost iterator is evaluated in the scope around.
        _current.IterableDepth++;
        Visit(outermost.Iter.Index);
        _current.IterableDepth--;

        Enter(ScopeKind.Function, name, node.Index, node.Index);
        _current.Comprehension = kind;
        _current.IsCoroutine = outermost.IsAsync;
        Define(WellKnown.DotZero, SymbolFlags.Parameter, node.Index);
        VisitIterationTarget(outermost.Target);
        VisitList(outermost.Ifs.Start);
        for (int index = 1; index < generators.Count; index++)
            VisitInnerFor(new Nodes.Comprehension(generators[index]));
        if (isDict)
            Visit(node.Child(1).Index);
        Visit(node.Child(0).Index);
        bool isGenerator = kind == ComprehensionKind.Generator;
        _current.IsGenerator = isGenerator;
        bool isAsync = _current.IsCoroutine && !isGenerator;
        Exit();
        _current.IsCoroutine |= isAsync;
    }

    /// <summary>symtable_visit_comprehension: a <c>for</c> after the first.</summary>
    private void VisitInnerFor(Nodes.Comprehension part)
    {
        VisitIterationTarget(part.Target);
        _current.IterableDepth++;
        Visit(part.Iter.Index);
        _current.IterableDepth--;
        VisitList(part.Ifs.Start);
        _current.IsCoroutine |= part.IsAsync;
    }

    private void VisitIterationTarget(Node target)
    {
        _current.IsAtIterationTarget = true;
        Visit(target.Index);
        _current.IsAtIterationTarget = false;
    }

    /// <summary>symtable_handle_namedexpr</summary>
    private void VisitNamedExpression(Node node)
    {
        Nodes.NamedExpr expression = new(node);
        FailInAnnotationScope(node.Index);
        if (_current.IterableDepth > 0)
            Fail(node.Index);
        if (_current.Comprehension != ComprehensionKind.None)
            BindOutside(expression.Target);
        Visit(expression.Value.Index);
        Visit(expression.Target.Index);
    }

    /// <summary>symtable_extend_namedexpr_scope: binds the target in the function or module around the comprehensions.</summary>
    private void BindOutside(Node target)
    {
        const SymbolFlags IterationVariable = SymbolFlags.ComprehensionIterator | SymbolFlags.Local;
        Identifier name = new Nodes.Name(target).Id;
        for (Scope? scope = _current; scope is not null; scope = scope.Parent)
        {
            // An annotation that stays text has no names: those of its comprehensions go further out.
            if (scope.Kind == ScopeKind.Annotation)
                continue;
            if (scope.Comprehension != ComprehensionKind.None)
            {
                if ((FlagsOf(scope, name) & IterationVariable) == IterationVariable)
                    Fail(target.Index);
                continue;
            }

            if (scope.Kind == ScopeKind.Function)
            {
                bool isGlobal = (FlagsOf(scope, name) & SymbolFlags.Global) != 0;
                Define(name, isGlobal ? SymbolFlags.Global : SymbolFlags.Nonlocal, target.Index);
                Define(scope, Mangle(_current, name), SymbolFlags.Local, target.Index);
            }
            else if (scope.Kind == ScopeKind.Module)
            {
                Define(name, SymbolFlags.Global, target.Index);
                Define(scope, Mangle(_current, name), SymbolFlags.Global, target.Index);
            }
            else
            {
                Fail(target.Index);
            }

            return;
        }
    }
}
