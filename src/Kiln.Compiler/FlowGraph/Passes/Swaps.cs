using Kiln.Compiler.Instructions;

namespace Kiln.Compiler.FlowGraph.Passes;

/// <summary>
/// Makes runs of SWAPs as short as they can be, and swaps instructions rather than values where those only store: swaptimize and
/// apply_static_swaps.
/// </summary>
internal static class Swaps
{
    private const int Visited = -1;
    private const int MostOnStack = 64;

    public static void Optimize(Span<FlowInstruction> instructions)
    {
        for (int index = 0; index < instructions.Length; index++)
        {
            if (instructions[index].Opcode != Opcode.Swap)
                continue;
            index += ShortenRun(instructions[index..]);
            SwapStores(instructions, index);
        }
    }

    /// <summary>Replaces the SWAPs and NOPs at the beginning; gives how many instructions more than one it has dealt with.</summary>
    private static int ShortenRun(Span<FlowInstruction> instructions)
    {
        int depth = instructions[0].Oparg;
        int length = 1;
        bool hasMore = false;
        for (; length < instructions.Length; length++)
        {
            if (instructions[length].Opcode == Opcode.Swap)
            {
                depth = Math.Max(depth, instructions[length].Oparg);
                hasMore = true;
            }
            else if (instructions[length].Opcode != Opcode.Nop)
            {
                break;
            }
        }

        if (!hasMore)
            return 0;

        // SAFETY: the length is bounded.
        Span<int> stack = depth <= MostOnStack ? stackalloc int[depth] : new int[depth];
        for (int place = 0; place < depth; place++)
            stack[place] = place;
        foreach (ref readonly FlowInstruction instruction in instructions[..length])
        {
            if (instruction.Opcode == Opcode.Swap)
                (stack[0], stack[instruction.Oparg - 1]) = (stack[instruction.Oparg - 1], stack[0]);
        }

        int left = WriteCycles(instructions, length, stack);
        foreach (ref FlowInstruction instruction in instructions[..left])
            instruction.Clear();
        return length - 1;
    }

    /// <summary>
    /// Writes the SWAPs that lead to the order on the stack, from the end of the run; gives how many instructions before them are not needed.
    /// Each cycle of the permutation is walked through and begins and ends at the top (https://cs.stackexchange.com/a/13938).
    /// </summary>
    private static int WriteCycles(Span<FlowInstruction> instructions, int length, Span<int> stack)
    {
        int current = length - 1;
        for (int start = 0; start < stack.Length; start++)
        {
            if (stack[start] == Visited || stack[start] == start)
                continue;
            int place = start;
            while (true)
            {
                if (place != 0)
                    instructions[current--].Set(Opcode.Swap, place + 1);
                if (stack[place] == Visited)
                    break;
                int next = stack[place];
                stack[place] = Visited;
                place = next;
            }
        }

        return current + 1;
    }

    /// <summary>SWAP(2), POP_TOP, STORE_FAST x becomes NOP, STORE_FAST x, POP_TOP; for all SWAPs up to an index.</summary>
    private static void SwapStores(Span<FlowInstruction> instructions, int index)
    {
        for (; index >= 0; index--)
        {
            ref FlowInstruction swap = ref instructions[index];
            if (swap.Opcode != Opcode.Swap)
            {
                if (swap.Opcode == Opcode.Nop || IsSwappable(swap.Opcode))
                    continue;
                return;
            }

            int first = NextSwappable(instructions, index, line: -1);
            if (first < 0)
                return;
            int second = first;
            for (int count = swap.Oparg - 1; count > 0; count--)
            {
                second = NextSwappable(instructions, second, instructions[first].Line);
                if (second < 0)
                    return;
            }

            if (!CanSwap(instructions, first, second))
                return;
            swap.Clear();
            (instructions[first], instructions[second]) = (instructions[second], instructions[first]);
        }
    }

    /// <summary>Not if both store to one variable, or one between them stores to a variable of theirs.</summary>
    private static bool CanSwap(Span<FlowInstruction> instructions, int first, int second)
    {
        int firstStore = StoreOf(instructions[first]);
        int secondStore = StoreOf(instructions[second]);
        if (firstStore < 0 && secondStore < 0)
            return true;
        if (firstStore == secondStore)
            return false;
        foreach (ref readonly FlowInstruction between in instructions[(first + 1)..second])
        {
            int store = StoreOf(between);
            if (store >= 0 && (store == firstStore || store == secondStore))
                return false;
        }

        return true;
    }

    private static int NextSwappable(Span<FlowInstruction> instructions, int index, int line)
    {
        while (++index < instructions.Length)
        {
            ref readonly FlowInstruction instruction = ref instructions[index];

            // The order in which names are bound is seen by a tracer from line to line.
            if (line >= 0 && instruction.Line != line)
                return -1;
            if (instruction.Opcode != Opcode.Nop)
                return IsSwappable(instruction.Opcode) ? index : -1;
        }

        return -1;
    }

    private static bool IsSwappable(Opcode opcode) => opcode is Opcode.StoreFast or Opcode.StoreFastMaybeNull or Opcode.PopTop;

    private static int StoreOf(in FlowInstruction instruction) =>
        instruction.Opcode is Opcode.StoreFast or Opcode.StoreFastMaybeNull ? instruction.Oparg : -1;
}
