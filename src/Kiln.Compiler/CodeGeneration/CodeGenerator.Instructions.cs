using System.Runtime.CompilerServices;
using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>Adding instructions, labels and constants to the unit: ADDOP, ADDOP_I, ADDOP_JUMP, ADDOP_LOAD_CONST.</summary>
internal sealed partial class CodeGenerator
{
    private readonly List<int> _tupleItems = [];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Emit(Opcode opcode, in Location location) => _instructions.Add(opcode, 0, location);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Emit(Opcode opcode, int argument, in Location location) => _instructions.Add(opcode, argument, location);

    private void EmitJump(Opcode opcode, int label, in Location location) => _instructions.Add(opcode, label, location);

    private int NewLabel() => _instructions.NewLabel();

    private void UseLabel(int label) => _instructions.UseLabel(label);

    /// <summary>LOAD_CONST of a constant by its number.</summary>
    private void EmitConstant(int number, in Location location) => Emit(Opcode.LoadConst, AddConstant(number), location);

    private void EmitNone(in Location location) => EmitConstant(ConstantTable.None, location);

    private void EmitInt(long value, Location location) => EmitConstant(tree.Constants.Add(ConstantValue.OfInt(value)), location);

    private void EmitNameConstant(Identifier name, Location location) => EmitConstant(NameConstant(name), location);

    /// <summary>compiler_add_const: its place in the unit.</summary>
    private int AddConstant(int number) => _unit.Code.Constants.Add(cache.Merge(number));

    /// <summary>The number of the str of a name.</summary>
    private int NameConstant(Identifier name) => cache.ConstantOf(name);

    /// <summary>Begins a tuple of constants; <see cref="AddItem"/> adds to it.</summary>
    private void BeginTuple() => _tupleItems.Clear();

    private void AddItem(int number) => _tupleItems.Add(number);

    /// <summary>LOAD_CONST of the tuple, or frozenset, that was begun.</summary>
    private void EmitTuple(Location location, ConstantKind kind = ConstantKind.Tuple)
    {
        ReadOnlySpan<int> items = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_tupleItems);
        EmitConstant(tree.Constants.AddCollection(kind, items), location);
    }

    /// <summary>addop_binary.</summary>
    private void EmitBinary(BinaryOperator operation, Location location, bool isInPlace = false)
    {
        // NB_ADD … of opcode.h are in the order of the alphabet; those in place follow all others.
        const int FirstInPlace = 13;
        int argument = operation switch
        {
            BinaryOperator.Add => 0,
            BinaryOperator.BitAnd => 1,
            BinaryOperator.FloorDiv => 2,
            BinaryOperator.LShift => 3,
            BinaryOperator.MatMult => 4,
            BinaryOperator.Mult => 5,
            BinaryOperator.Mod => 6,
            BinaryOperator.BitOr => 7,
            BinaryOperator.Pow => 8,
            BinaryOperator.RShift => 9,
            BinaryOperator.Sub => 10,
            BinaryOperator.Div => 11,
            _ => 12,
        };
        Emit(Opcode.BinaryOp, isInPlace ? argument + FirstInPlace : argument, location);
    }

    /// <summary>compiler_addcompare: the operator in the highest bits, and which of unordered, less, greater, equal are true.</summary>
    private void EmitCompare(CompareOperator operation, Location location)
    {
        const int OperatorShift = 5;
        switch (operation)
        {
            case CompareOperator.Is or CompareOperator.IsNot:
                Emit(Opcode.IsOp, operation == CompareOperator.IsNot ? 1 : 0, location);
                return;
            case CompareOperator.In or CompareOperator.NotIn:
                Emit(Opcode.ContainsOp, operation == CompareOperator.NotIn ? 1 : 0, location);
                return;
        }

        (int number, int mask) = operation switch
        {
            CompareOperator.Lt => (0, 0b0010),
            CompareOperator.LtE => (1, 0b1010),
            CompareOperator.Eq => (2, 0b1000),
            CompareOperator.NotEq => (3, 0b0111),
            CompareOperator.Gt => (4, 0b0100),
            _ => (5, 0b1100),
        };
        Emit(Opcode.CompareOp, (number << OperatorShift) | mask, location);
    }

    /// <summary>addop_yield.</summary>
    private void EmitYield(Location location)
    {
        if (_unit.Scope is { IsGenerator: true, IsCoroutine: true })
            Emit(Opcode.CallIntrinsic1, IntrinsicFunction.AsyncGenWrap, location);
        Emit(Opcode.YieldValue, 0, location);
        Emit(Opcode.Resume, ResumePoint.AfterYield, location);
    }

    /// <summary>
    /// compiler_add_yield_from: sends to the iterator on the stack until it ends. The virtual try around YIELD_VALUE handles a StopIteration that
    /// close or throw raises.
    /// </summary>
    private void EmitYieldFrom(Location location, int resumePoint)
    {
        int send = NewLabel();
        int fail = NewLabel();
        int exit = NewLabel();

        UseLabel(send);
        EmitJump(Opcode.Send, exit, location);
        EmitJump(Opcode.SetupFinally, fail, location);
        Emit(Opcode.YieldValue, 1, location);
        Emit(Opcode.PopBlock, Location.None);
        Emit(Opcode.Resume, resumePoint, location);
        EmitJump(Opcode.JumpNoInterrupt, send, location);

        UseLabel(fail);
        Emit(Opcode.CleanupThrow, location);

        UseLabel(exit);
        Emit(Opcode.EndSend, location);
    }

    /// <summary>Awaits the value on the stack: GET_AWAITABLE (0 for an expression, 1 for __aenter__, 2 for __aexit__) and the sending.</summary>
    private void EmitAwait(int origin, Location location)
    {
        Emit(Opcode.GetAwaitable, origin, location);
        EmitNone(location);
        EmitYieldFrom(location, ResumePoint.AfterAwait);
    }
}
