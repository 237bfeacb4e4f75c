using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Symbols;

/// <summary>Comprehensions that are compiled into the scope around them (PEP 709).</summary>
internal sealed partial class NameResolution
{
    /// <summary>
    /// inline_comprehension: adds the comprehension's names to those of the scope. Of its free names, on the stack from <paramref name="freeStart"/> on, those go
    /// that the scope binds.
    /// </summary>
    private void Inline(Scope scope, Scope comprehension, int freeStart)
    {
        bool isClass = scope.Kind == ScopeKind.Class;
        bool hasClassCell = false;
        for (int index = 0; index < comprehension.Count; index++)
        {
            // Taken anew each time: adding names to the scope moves the arena.
            Symbol symbol = scopes.SymbolsOf(comprehension)[index];
            if ((symbol.Flags & SymbolFlags.Parameter) != 0)
                continue;
            if (symbol.Scope == NameScope.Cell || (symbol.Flags & SymbolFlags.ComprehensionCell) != 0)
                _inlinedCells.Push(symbol.Name.Id);
            if (isClass && symbol.Scope == NameScope.Free && symbol.Name == WellKnown.Class__)
            {
                // __class__ never comes through a class from outside.
                symbol.Scope = NameScope.GlobalImplicit;
                RemoveFree(symbol.Name, freeStart);
                hasClassCell = true;
            }

            if (!scopes.Contains(scope, symbol.Name))
                scopes.FindOrAdd(scope, symbol.Name) = symbol;
            else if (!isClass && (scopes.Find(scope, symbol.Name).Flags & SymbolFlags.Bound) != 0 && !IsFreeInChildOf(comprehension, symbol.Name))
                RemoveFree(symbol.Name, freeStart);
        }

        if (hasClassCell)
            scopes.Remove(comprehension, WellKnown.Class__);
    }

    /// <summary>is_free_in_any_child</summary>
    private static bool IsFreeInChildOf(Scope scope, Identifier name)
    {
        foreach (Scope child in scope.Children)
        {
            if (child.ScopeOf(name) == NameScope.Free)
                return true;
        }

        return false;
    }

    /// <summary>Takes a name from the stack of free names, above a place.</summary>
    private void RemoveFree(Identifier name, int start)
    {
        for (int index = start; index < _free.Count; index++)
        {
            if (_free[index] == name.Id)
            {
                _free[index] = _free.Pop();
                return;
            }
        }
    }

    /// <summary>Puts the children of inlined comprehensions in place of these.</summary>
    private static void ReplaceInlinedChildren(Scope scope)
    {
        Scope? child = scope.FirstChild;
        scope.FirstChild = scope.LastChild = null;
        while (child is not null)
        {
            Scope? next = child.NextSibling;
            child.NextSibling = null;
            if (!child.IsInlined)
                scope.AddChild(child);
            else if (child.FirstChild is not null)
                scope.AddChildren(child.FirstChild, child.LastChild!);
            if (child.IsInlined)
                child.FirstChild = child.LastChild = null;
            child = next;
        }
    }

    /// <summary>Names that are cells in a comprehension are cells of the function that it is inlined into.</summary>
    private void TakeInlinedCells(Scope scope, int start)
    {
        for (int index = start; index < _inlinedCells.Count; index++)
        {
            ref Symbol symbol = ref scopes.FindOrAdd(scope, new Identifier(_inlinedCells[index]));
            symbol.Flags |= SymbolFlags.ComprehensionCell;
            if (symbol.Scope == NameScope.Local && scope.IsFunctionLike)
                symbol.Scope = NameScope.Cell;
        }

        _inlinedCells.CutTo(start);
    }
}
