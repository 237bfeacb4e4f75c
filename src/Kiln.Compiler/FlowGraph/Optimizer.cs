using Kiln.Compiler.FlowGraph.Passes;
using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.FlowGraph;

/// <summary>
/// The passes of a version, in CPython's order: _PyCfg_OptimizeCodeUnit. A worker owns one; passes keep their scratch.
/// </summary>
internal sealed class Optimizer
{
    private readonly Action<ControlFlowGraph>[] _passes;

    public Optimizer(ConstantTable constants)
    {
        ConstantLoads constantLoads = new(constants);
        _passes =
        [
            new ExceptionTargets().Label,
            SmallBlocks.Inline,
            UnreachableBlocks.Remove,
            LineNumbers.Resolve,
            constantLoads.Optimize,
            Peephole.Optimize,
            RedundantInstructions.RemoveNopsAndPairs,
            UnreachableBlocks.Remove,
            RedundantInstructions.RemoveNopsAndJumps,
            new UnusedConstants().Remove,
            new UnboundLocals().AddChecks,
            Superinstructions.Insert,
            ColdBlocks.PushToEnd,
            LineNumbers.Resolve,
        ];
    }

    public void Optimize(ControlFlowGraph graph)
    {
        foreach (Action<ControlFlowGraph> pass in _passes)
            pass(graph);
    }
}
