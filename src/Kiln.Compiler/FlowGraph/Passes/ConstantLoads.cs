using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.FlowGraph.Passes;

/// <summary>Decides what is done with a constant right after it is loaded: optimize_load_const.</summary>
internal sealed class ConstantLoads(ConstantTable constants)
{
    public void Optimize(ControlFlowGraph graph)
    {
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
            Optimize(graph, graph.InstructionsOf(block));
    }

    private void Optimize(ControlFlowGraph graph, Span<FlowInstruction> instructions)
    {
        Opcode opcode = Opcode.Cache;
        int oparg = 0;
        for (int index = 0; index < instructions.Length; index++)
        {
            ref FlowInstruction instruction = ref instructions[index];
            bool isCopyOfLoad = opcode == Opcode.LoadConst && instruction.Opcode == Opcode.Copy && instruction.Oparg == 1;
            if (!isCopyOfLoad)
            {
                opcode = instruction.Opcode;
                oparg = instruction.Oparg;
            }

            if (opcode != Opcode.LoadConst || index + 1 == instructions.Length)
                continue;
            ref FlowInstruction next = ref instructions[index + 1];
            switch (next.Opcode)
            {
                case Opcode.PopJumpIfFalse or Opcode.PopJumpIfTrue:
                    DecideJump(ref instruction, ref next, IsTrue(graph, oparg));
                    break;
                case Opcode.IsOp when ConstantOf(graph, oparg) == ConstantTable.None:
                    FoldIsNone(instructions, index);
                    break;
                case Opcode.ReturnValue:
                    instruction.Clear();
                    next.Set(Opcode.ReturnConst, oparg);
                    index++;
                    break;
                case Opcode.ToBool:
                    int truth = IsTrue(graph, oparg) ? ConstantTable.True : ConstantTable.False;
                    instruction.Clear();
                    next.Set(Opcode.LoadConst, graph.Unit.Constants.Add(graph.Cache.Merge(truth)));
                    break;
            }
        }
    }

    private static void DecideJump(ref FlowInstruction load, ref FlowInstruction jump, bool isTrue)
    {
        load.Clear();
        if (isTrue == (jump.Opcode == Opcode.PopJumpIfTrue))
            jump.Opcode = Opcode.Jump;
        else
            jump.Clear();
    }

    /// <summary>LOAD_CONST None, IS_OP, (TO_BOOL), POP_JUMP_IF_… becomes POP_JUMP_IF_NONE or POP_JUMP_IF_NOT_NONE.</summary>
    private static void FoldIsNone(Span<FlowInstruction> instructions, int load)
    {
        int jump = load + 2;
        if (jump < instructions.Length && instructions[jump].Opcode == Opcode.ToBool)
            instructions[jump++].Clear();
        if (jump >= instructions.Length)
            return;
        bool isInverted = instructions[load + 1].Oparg != 0;
        if (instructions[jump].Opcode == Opcode.PopJumpIfFalse)
            isInverted = !isInverted;
        else if (instructions[jump].Opcode != Opcode.PopJumpIfTrue)
            return;
        instructions[load].Clear();
        instructions[load + 1].Clear();
        instructions[jump].Opcode = isInverted ? Opcode.PopJumpIfNotNone : Opcode.PopJumpIfNone;
    }

    private static int ConstantOf(ControlFlowGraph graph, int place) => graph.Unit.Constants.Numbers[place];

    /// <summary>PyObject_IsTrue.</summary>
    private bool IsTrue(ControlFlowGraph graph, int place)
    {
        ConstantValue value = constants[ConstantOf(graph, place)];
        return value.Kind switch
        {
            ConstantKind.None or ConstantKind.False => false,
            ConstantKind.Int => value.Int != 0,
            ConstantKind.Float => value.Real != 0,
            ConstantKind.Complex => value.Real != 0 || value.Imaginary != 0,
            ConstantKind.Str or ConstantKind.Bytes => value.Text.Length > 0,
            ConstantKind.Tuple or ConstantKind.Frozenset => value.Second > 0,
            _ => true,
        };
    }
}
