using Kiln.Compiler.Instructions;
using Kiln.Compiler.Symbols;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>
/// The names of comprehensions that are compiled into the unit around them: what they hide is kept on the value stack and comes back after them,
/// after exceptions too.
/// </summary>
internal sealed partial class CodeGenerator
{
    private readonly List<Identifier> _pushed = [];
    private readonly List<Symbol> _replaced = [];
    private readonly List<Identifier> _hidden = [];

    /// <summary>push_inlined_comprehension_state, with the iterator of the first for on top of the stack.</summary>
    private InlinedComprehension BeginInlined(Scope scope, Location location)
    {
        InlinedComprehension state = new(_pushed.Count, _replaced.Count, _hidden.Count, FrameBlock.NoLabel, FrameBlock.NoLabel);
        bool isInClass = _unit.Scope.Kind == ScopeKind.Class && _unit.InlinedComprehensions == 0;
        _unit.InlinedComprehensions++;
        foreach (Symbol symbol in scope.Symbols)
            BeginInlined(symbol, isInClass, location);

        int pushed = _pushed.Count - state.FirstPushed;
        if (pushed == 0)
            return state;
        // The iterator comes back to the top; what was pushed is so in another order, which the same swap undoes in the end.
        Emit(Opcode.Swap, pushed + 1, location);
        int cleanup = NewLabel();
        int end = NewLabel();
        EmitJump(Opcode.SetupFinally, cleanup, location);
        return state with { Cleanup = cleanup, End = end };
    }

    private void BeginInlined(Symbol symbol, bool isInClass, Location location)
    {
        Identifier name = symbol.Name;
        NameScope outer = _unit.ScopeOf(name);
        // What is free here is what it is outside; what is free outside and a cell here can be treated as free throughout.
        bool differs = symbol.Scope != outer && symbol.Scope != NameScope.Free && !(symbol.Scope == NameScope.Cell && outer == NameScope.Free);
        if (differs || isInClass)
        {
            _replaced.Add(new Symbol(name, _unit.FlagsOf(name), outer));
            _unit.SetSymbol(name, symbol.Flags, symbol.Scope);
        }

        // Local and nonlocal is the target of an assignment expression.
        bool isBound = (symbol.Flags & (SymbolFlags.Local | SymbolFlags.Nonlocal)) == SymbolFlags.Local;
        if (!isBound && !isInClass)
            return;
        if (!_unit.IsFunctionLike && !_unit.IsHidden(name))
        {
            _unit.SetHidden(name, isHidden: true);
            _hidden.Add(name);
        }

        // The value, or none; of a cell the cell itself, and the comprehension gets a new one.
        Emit(Opcode.LoadFastAndClear, LocalPlace(name), location);
        if (symbol.Scope == NameScope.Cell)
            Emit(Opcode.MakeCell, outer == NameScope.Free ? FreePlace(Mangle(name)) : CellPlace(Mangle(name)), location);
        _pushed.Add(name);
    }

    private int LocalPlace(Identifier name) => _unit.Code.VariableNames.Add(Mangle(name));

    /// <summary>pop_inlined_comprehension_state.</summary>
    private void EndInlined(in InlinedComprehension state, Location location)
    {
        _unit.InlinedComprehensions--;
        for (int index = state.FirstReplaced; index < _replaced.Count; index++)
            _unit.SetSymbol(_replaced[index].Name, _replaced[index].Flags, _replaced[index].Scope);
        _replaced.RemoveRange(state.FirstReplaced, _replaced.Count - state.FirstReplaced);

        if (_pushed.Count > state.FirstPushed)
        {
            Emit(Opcode.PopBlock, Location.None);
            EmitJump(Opcode.JumpNoInterrupt, state.End, Location.None);
            UseLabel(state.Cleanup);
            // The unfinished result lies below the exception.
            Emit(Opcode.Swap, 2, Location.None);
            Emit(Opcode.PopTop, Location.None);
            EmitRestoreLocals(state.FirstPushed, location);
            Emit(Opcode.Reraise, 0, Location.None);
            UseLabel(state.End);
            EmitRestoreLocals(state.FirstPushed, location);
            _pushed.RemoveRange(state.FirstPushed, _pushed.Count - state.FirstPushed);
        }

        for (int index = state.FirstHidden; index < _hidden.Count; index++)
            _unit.SetHidden(_hidden[index], isHidden: false);
        _hidden.RemoveRange(state.FirstHidden, _hidden.Count - state.FirstHidden);
    }

    /// <summary>restore_inlined_comprehension_locals: the result, or the exception, stays on top.</summary>
    private void EmitRestoreLocals(int first, Location location)
    {
        Emit(Opcode.Swap, _pushed.Count - first + 1, location);
        for (int index = _pushed.Count - 1; index >= first; index--)
            Emit(Opcode.StoreFastMaybeNull, LocalPlace(_pushed[index]), location);
    }
}
