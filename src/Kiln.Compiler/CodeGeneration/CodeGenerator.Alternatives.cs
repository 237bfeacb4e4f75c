using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>Patterns of alternatives.</summary>
internal sealed partial class CodeGenerator
{
    /// <summary>
    /// compiler_pattern_or. All alternatives bind the names of the first one (the control), and leave them on the stack in its order.
    /// </summary>
    private void EmitOrPattern(MatchOr pattern, Location location)
    {
        NodeList alternatives = pattern.Patterns;
        int end = NewLabel();
        PatternState outer = _pattern;
        int firstControl = _stores.Count;
        int controlCount = 0;
        for (int index = 0; index < alternatives.Count && _reject.IsNone; index++)
        {
            Location place = alternatives[index].Location;
            bool isLast = index == alternatives.Count - 1;
            EmitAlternative(alternatives[index], allowsIrrefutable: isLast && outer.AllowsIrrefutable, place);
            if (index == 0)
            {
                controlCount = StoreCount;
            }
            else
            {
                EmitReorder(firstControl, controlCount, place, location.Line);
                _stores.RemoveRange(firstControl + controlCount, _stores.Count - firstControl - controlCount);
            }

            EmitJump(Opcode.Jump, end, place);
            EmitFailLabels(place);
        }

        Identifier[] control = controlCount == 0 ? [] : [.. _stores.GetRange(firstControl, controlCount)];
        _stores.RemoveRange(firstControl, _stores.Count - firstControl);
        _pattern = outer;
        // No alternative has matched.
        Emit(Opcode.PopTop, location);
        EmitJumpToFail(Opcode.Jump, location);
        UseLabel(end);
        EmitCapturesOf(control, location);
        Emit(Opcode.PopTop, location);
    }

    private void EmitAlternative(Node alternative, bool allowsIrrefutable, Location location)
    {
        _pattern = new PatternState
        {
            FirstStore = _stores.Count,
            FirstLabel = _failLabels.Count,
            AllowsIrrefutable = allowsIrrefutable,
        };
        Emit(Opcode.Copy, 1, location);
        EmitPattern(alternative);
    }

    /// <summary>
    /// Brings the captures of the alternatives to their place on the stack. Between are the others of them, a copy of the subject, what is on
    /// top, and the captures before.
    /// </summary>
    private void EmitCapturesOf(Identifier[] control, Location location)
    {
        int rotations = control.Length + 1 + _pattern.OnTop + StoreCount;
        foreach (Identifier name in control)
        {
            EmitRotate(rotations, location);
            if (HasStore(name))
                Fail(location.Line);
            _stores.Add(name);
        }
    }

    /// <summary>Brings the captures of an alternative into the order of the control, in the list and on the stack.</summary>
    private void EmitReorder(int firstControl, int controlCount, Location location, int line)
    {
        if (StoreCount != controlCount)
        {
            Fail(line);
            return;
        }

        for (int control = controlCount - 1; control >= 0; control--)
        {
            Span<Identifier> stores = StoresOfPattern();
            int store = stores.IndexOf(_stores[firstControl + control]);
            if (store < 0)
            {
                Fail(line);
                return;
            }

            for (int rotation = store == control ? 0 : store + 1; rotation > 0; rotation--)
            {
                Identifier first = stores[0];
                stores[1..(control + 1)].CopyTo(stores);
                stores[control] = first;
                EmitRotate(control + 1, location);
            }
        }
    }
}
