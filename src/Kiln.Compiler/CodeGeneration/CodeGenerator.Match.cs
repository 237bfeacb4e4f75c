using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>
/// match: PEP 634. Each pattern consumes the subject on top of the stack and jumps to a label that pops the rest if it fails. Captures are
/// kept on the stack until the whole pattern has matched.
/// </summary>
internal sealed partial class CodeGenerator
{
    private readonly List<Identifier> _stores = [];
    private readonly List<int> _failLabels = [];
    private PatternState _pattern;

    /// <summary>compiler_match, compiler_match_inner.</summary>
    private void EmitMatch(Node statement)
    {
        Match match = new(statement);
        NodeList cases = match.Cases;
        PatternState outer = _pattern;
        EmitExpression(match.Subject);
        int end = NewLabel();
        Node last = cases[cases.Count - 1];
        bool hasDefault = IsWildcard(new MatchCase(last).Pattern) && cases.Count > 1;
        int tried = cases.Count - (hasDefault ? 1 : 0);
        for (int index = 0; index < tried; index++)
            EmitCase(new MatchCase(cases[index]), isLastTried: index == tried - 1, isLast: index == cases.Count - 1, end);
        if (hasDefault)
            EmitDefaultCase(new MatchCase(last), end);
        UseLabel(end);
        _pattern = outer;
    }

    private void EmitCase(MatchCase matchCase, bool isLastTried, bool isLast, int end)
    {
        Node pattern = matchCase.Pattern;
        Location location = pattern.Location;
        if (!isLastTried)
            Emit(Opcode.Copy, 1, location);
        _pattern = new PatternState
        {
            FirstStore = _stores.Count,
            FirstLabel = _failLabels.Count,
            AllowsIrrefutable = !matchCase.Guard.IsNone || isLast,
        };
        EmitPattern(pattern);
        PatternState state = _pattern;
        for (int index = state.FirstStore; index < _stores.Count; index++)
            EmitName(_stores[index], ExprContext.Store, location);
        _stores.RemoveRange(state.FirstStore, _stores.Count - state.FirstStore);

        if (!matchCase.Guard.IsNone)
        {
            EnsureFailLabels(0);
            EmitJumpIf(location, matchCase.Guard, _failLabels[state.FirstLabel], condition: false);
        }

        if (!isLastTried)
            Emit(Opcode.PopTop, location);
        EmitStatements(matchCase.Body);
        EmitJump(Opcode.Jump, end, Location.None);
        // With the line of the pattern that failed, not of the end of the body.
        _pattern = state;
        EmitFailLabels(location);
    }

    /// <summary>A last <c>case _</c> needs no test.</summary>
    private void EmitDefaultCase(MatchCase matchCase, int end)
    {
        Location location = matchCase.Pattern.Location;
        Emit(Opcode.Nop, location);
        if (!matchCase.Guard.IsNone)
            EmitJumpIf(location, matchCase.Guard, end, condition: false);
        EmitStatements(matchCase.Body);
    }

    private static bool IsWildcard(Node pattern) => pattern.Kind == NodeKind.MatchAs && new MatchAs(pattern).Name.IsNone;

    private static bool IsStarWildcard(Node pattern) => pattern.Kind == NodeKind.MatchStar && new MatchStar(pattern).Name.IsNone;

    private int StoreCount => _stores.Count - _pattern.FirstStore;

    private int FailLabelCount => _failLabels.Count - _pattern.FirstLabel;

    /// <summary>ensure_fail_pop: labels for popping up to so many values.</summary>
    private void EnsureFailLabels(int pops)
    {
        while (FailLabelCount <= pops)
            _failLabels.Add(NewLabel());
    }

    /// <summary>jump_to_fail_pop.</summary>
    private void EmitJumpToFail(Opcode opcode, Location location)
    {
        int pops = _pattern.OnTop + StoreCount;
        EnsureFailLabels(pops);
        EmitJump(opcode, _failLabels[_pattern.FirstLabel + pops], location);
    }

    /// <summary>emit_and_reset_fail_pop: each label pops one value and falls through to the next.</summary>
    private void EmitFailLabels(Location location)
    {
        for (int index = _failLabels.Count - 1; index >= _pattern.FirstLabel; index--)
        {
            UseLabel(_failLabels[index]);
            if (index > _pattern.FirstLabel)
                Emit(Opcode.PopTop, location);
        }

        _failLabels.RemoveRange(_pattern.FirstLabel, FailLabelCount);
    }

    /// <summary>pattern_helper_rotate: the top goes below the others.</summary>
    private void EmitRotate(int count, Location location)
    {
        for (; count > 1; count--)
            Emit(Opcode.Swap, count, location);
    }

    /// <summary>pattern_helper_store_name: puts the value below those that stay on top, to be stored when all has matched.</summary>
    private void EmitCapture(Identifier name, Location location)
    {
        if (name.IsNone)
        {
            Emit(Opcode.PopTop, location);
            return;
        }

        CheckNotDebug(name, ExprContext.Store, location.Line);
        if (HasStore(name))
            Fail(location.Line);
        EmitRotate(_pattern.OnTop + StoreCount + 1, location);
        _stores.Add(name);
    }

    private bool HasStore(Identifier name) => StoresOfPattern().Contains(name);

    private Span<Identifier> StoresOfPattern() => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_stores)[_pattern.FirstStore..];
}
