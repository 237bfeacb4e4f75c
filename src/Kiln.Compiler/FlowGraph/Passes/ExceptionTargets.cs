using Kiln.Compiler.Instructions;

namespace Kiln.Compiler.FlowGraph.Passes;

/// <summary>
/// Finds for each instruction the block that handles its exceptions, and puts NOP for POP_BLOCK: label_exception_targets. A stack of handlers is a
/// node that knows the one below it, so that blocks share stacks and copying costs nothing; node 0 is the empty stack.
/// </summary>
internal sealed class ExceptionTargets
{
    private const int ResumeAtFunctionStart = 0;
    private const int ResumeDepth1Mask = 4;

    private (int Handler, int Below, int Depth)[] _nodes = new (int, int, int)[64];
    private int _count;

    public void Label(ControlFlowGraph graph)
    {
        if (!graph.HasHandlers)
            return;
        _count = 0;
        Push(ControlFlowGraph.None, below: 0, depth: 0);
        int[] stack = graph.BeginTraversal();
        int top = 0;
        Visit(graph, ControlFlowGraph.Entry, handlers: 0, stack, ref top);
        while (top > 0)
            LabelBlock(graph, stack[--top], stack, ref top);
    }

    private void LabelBlock(ControlFlowGraph graph, int block, int[] stack, ref int top)
    {
        int handlers = graph[block].Handlers;
        int yieldDepth = -1;
        foreach (ref FlowInstruction instruction in graph.InstructionsOf(block))
        {
            OpcodeTraits traits = graph.Opcodes.TraitsOf(instruction.Opcode);
            if ((traits & OpcodeTraits.BlockPush) != 0)
            {
                Visit(graph, instruction.Target, handlers, stack, ref top);
                if (instruction.Opcode is Opcode.SetupWith or Opcode.SetupCleanup)
                    graph[instruction.Target].Traits |= BlockTraits.PreservesLasti;
                handlers = Push(instruction.Target, handlers, _nodes[handlers].Depth + 1);
                continue;
            }

            if (instruction.Opcode == Opcode.PopBlock)
            {
                handlers = _nodes[handlers].Below;
                instruction.Clear();
                continue;
            }

            instruction.Handler = _nodes[handlers].Handler;
            if ((traits & OpcodeTraits.Jump) != 0)
            {
                Visit(graph, instruction.Target, handlers, stack, ref top);
            }
            else if (instruction.Opcode == Opcode.YieldValue)
            {
                yieldDepth = _nodes[handlers].Depth;
            }
            else if (instruction.Opcode == Opcode.Resume && instruction.Oparg != ResumeAtFunctionStart)
            {
                if (yieldDepth == 1)
                    instruction.Oparg |= ResumeDepth1Mask;
                yieldDepth = -1;
            }
        }

        if (graph.HasFallThrough(block) && graph[block].Next != ControlFlowGraph.None)
            Visit(graph, graph[block].Next, handlers, stack, ref top);
    }

    private static void Visit(ControlFlowGraph graph, int block, int handlers, int[] stack, ref int top)
    {
        ref BasicBlock it = ref graph[block];
        if (it.Is(BlockTraits.Visited))
            return;
        it.Traits |= BlockTraits.Visited;
        it.Handlers = handlers;
        stack[top++] = block;
    }

    private int Push(int handler, int below, int depth)
    {
        if (_count == _nodes.Length)
            Array.Resize(ref _nodes, _count * 2);
        _nodes[_count] = (handler, below, depth);
        return _count++;
    }
}
