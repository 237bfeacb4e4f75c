using Kiln.Compiler.CodeObjects;
using Kiln.Compiler.FlowGraph;
using Kiln.Compiler.FlowGraph.Passes;
using Kiln.Compiler.Source;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Assembly;

/// <summary>
/// Makes the code object of a finished <see cref="CodeUnit"/>: optimize_and_assemble_code_unit of compile.c, from the flow graph through its passes to
/// bytes and tables. A worker owns one; it works for one version at a time.
/// </summary>
internal sealed class CodeAssembler(SyntaxTree tree, ConstantCache cache) : ICodeAssembler
{
    private readonly FlowGraphBuilder _builder = new();
    private readonly LocalsPlus _localsPlus = new();
    private readonly LocationTable _locations = new();
    private readonly ExceptionTable _exceptions = new();
    private int[] _items = new int[64];
    private Target? _target;
    private ControlFlowGraph _graph = null!;
    private bool _isSure;
    private Optimizer _optimizer = null!;
    private CodeLayout _layout = null!;

    /// <summary>The instructions of the last unit, for what wants to look at them.</summary>
    public ReadOnlySpan<PlacedInstruction> LastLayout => _layout.Items;

    /// <summary>Adds the code object to the constants, not merged, and gives its number; or rejects.</summary>
    public Reject Assemble(CodeUnit unit, Target target, out int number)
    {
        number = 0;
        if (target != _target)
            Begin(target);
        _builder.Build(unit, _graph);
        _optimizer.Optimize(_graph);
        if (!StackDepth.TryCalculate(_graph, out int depth))
            return new Reject(RejectReason.InconsistentStack, unit.FirstLine);
        int variableCount = _localsPlus.Prepare(_graph);
        PseudoInstructions.Convert(_graph);
        BackwardJumps.Normalize(_graph);
        _layout.Place(_graph);
        number = cache.AddCode(Make(unit, Math.Max(depth, 1), variableCount));
        return _isSure ? Reject.None : new Reject(RejectReason.StartNames, unit.FirstLine);
    }

    private void Begin(Target target)
    {
        _target = target;
        _graph = new ControlFlowGraph(target.Opcodes, cache);
        _optimizer = new Optimizer(tree.Constants);
        _layout = new CodeLayout(target.Opcodes);
    }

    /// <summary>makecode. Tables and tuples are merged in CPython's order, which decides which of equal ones stays.</summary>
    private CodeObject Make(CodeUnit unit, int depth, int variableCount)
    {
        int exceptionTable = AddBytes(_exceptions.Write(_layout.Items, _graph, _layout.UnitCount));
        int lineTable = AddBytes(_locations.Write(_layout.Items, unit.FirstLine));
        Span<byte> code = tree.Text.Reserve(_layout.UnitCount * sizeof(ushort));
        _layout.WriteCode(code[..(_layout.UnitCount * sizeof(ushort))]);
        TextSpan codeText = tree.Text.Keep(_layout.UnitCount * sizeof(ushort));
        int names = MergeNames(unit.Names.Names);
        int constants = cache.MergeTuple(unit.Constants.Numbers);
        _isSure = cache.TryCopyFrozensets(constants);
        TextSpan kinds = WriteVariables(unit, variableCount);
        return new CodeObject
        {
            ArgumentCount = unit.PositionalOnlyCount + unit.ArgumentCount,
            PositionalOnlyCount = unit.PositionalOnlyCount,
            KeywordOnlyCount = unit.KeywordOnlyCount,
            StackSize = depth,
            FirstLine = unit.FirstLine,
            Flags = unit.Flags,
            Code = codeText,
            VariableKinds = kinds,
            Constants = constants,
            Names = names,
            VariableNames = cache.MergeTuple(_items.AsSpan(0, variableCount)),
            Name = cache.NameOf(unit.Name),
            QualifiedName = cache.NameOf(unit.QualifiedName),
            LineTable = lineTable,
            ExceptionTable = exceptionTable,
        };
    }

    private int AddBytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(tree.Text.Reserve(bytes.Length));
        return cache.Merge(tree.Constants.Add(ConstantValue.OfBytes(tree.Text.Keep(bytes.Length))));
    }

    private int MergeNames(ReadOnlySpan<Identifier> names)
    {
        Span<int> items = Items(names.Length);
        for (int index = 0; index < names.Length; index++)
            items[index] = cache.NameOf(names[index]);
        return cache.MergeTuple(items);
    }

    private Span<int> Items(int count)
    {
        if (_items.Length < count)
            _items = new int[count * 2];
        return _items.AsSpan(0, count);
    }

    /// <summary>compute_localsplus_info: the names into the items, the kinds into the text. A cell that is a parameter is not told again.</summary>
    private TextSpan WriteVariables(CodeUnit unit, int count)
    {
        Span<int> names = Items(count);
        int next = 0;
        foreach (Identifier name in unit.VariableNames.Names)
            names[next++] = cache.NameOf(name);
        foreach (Identifier name in unit.CellVariables.Names)
        {
            if (unit.VariableNames.Find(name) < 0)
                names[next++] = cache.NameOf(name);
        }

        int firstFree = next;
        foreach (Identifier name in unit.FreeVariables.Names)
            names[next++] = cache.NameOf(name);
        int localCount = unit.VariableNames.Count;
        Span<byte> kinds = tree.Text.Reserve(count);
        for (int index = 0; index < localCount; index++)
            kinds[index] = (byte)KindOf(unit, unit.VariableNames[index]);
        kinds[localCount..firstFree].Fill((byte)VariableKinds.Cell);
        kinds[firstFree..count].Fill((byte)VariableKinds.Free);
        return tree.Text.Keep(count);
    }

    private static VariableKinds KindOf(CodeUnit unit, Identifier local)
    {
        VariableKinds kind = VariableKinds.Local;
        if (unit.HiddenVariables.Find(local) >= 0)
            kind |= VariableKinds.Hidden;
        if (unit.CellVariables.Find(local) >= 0)
            kind |= VariableKinds.Cell;
        return kind;
    }
}
