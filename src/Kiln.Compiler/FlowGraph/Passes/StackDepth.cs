using Kiln.Compiler.Instructions;

namespace Kiln.Compiler.FlowGraph.Passes;

/// <summary>Finds the greatest depth of the stack on any way through the graph: calculate_stackdepth.</summary>
internal static class StackDepth
{
    private const int Unknown = int.MinValue;

    /// <summary>CPython follows no way deeper than this a second time.</summary>
    private const int DeepestFollowed = 100;

    /// <summary>False if two ways to a block leave different depths, or the stack would be less than empty: the graph is wrong.</summary>
    public static bool TryCalculate(ControlFlowGraph graph, out int depth)
    {
        for (int block = ControlFlowGraph.Entry; block != ControlFlowGraph.None; block = graph[block].Next)
            graph[block].StartDepth = Unknown;
        int[] stack = graph.TraversalStack();
        int top = 0;
        depth = 0;
        bool isRight = TryPush(graph, ControlFlowGraph.Entry, 0, stack, ref top);
        while (isRight && top > 0)
            isRight = TryFollow(graph, stack[--top], stack, ref top, ref depth);
        return isRight;
    }

    private static bool TryFollow(ControlFlowGraph graph, int block, int[] stack, ref int top, ref int deepest)
    {
        int depth = graph[block].StartDepth;
        foreach (ref readonly FlowInstruction instruction in graph.InstructionsOf(block))
        {
            ref readonly OpcodeRow row = ref graph.Opcodes[instruction.Opcode];
            int newDepth = depth + row.Effect.Of(instruction.Oparg);
            if (newDepth < 0)
                return false;
            deepest = Math.Max(deepest, newDepth);
            if ((row.Traits & OpcodeTraits.Target) != 0)
            {
                int targetDepth = depth + row.Effect.Jump;
                deepest = Math.Max(deepest, targetDepth);
                if (!TryPush(graph, instruction.Target, targetDepth, stack, ref top))
                    return false;
            }

            depth = newDepth;
            if ((row.Traits & OpcodeTraits.NoFallThrough) != 0)
                return true;
        }

        return graph[block].Next == ControlFlowGraph.None || TryPush(graph, graph[block].Next, depth, stack, ref top);
    }

    /// <summary>stackdepth_push.</summary>
    private static bool TryPush(ControlFlowGraph graph, int block, int depth, int[] stack, ref int top)
    {
        ref BasicBlock it = ref graph[block];
        if (it.StartDepth >= 0 && it.StartDepth != depth)
            return false;
        if (it.StartDepth < depth && it.StartDepth < DeepestFollowed)
        {
            it.StartDepth = depth;
            stack[top++] = block;
        }

        return true;
    }
}
