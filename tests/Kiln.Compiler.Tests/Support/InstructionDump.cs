using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Kiln.Compiler.CodeObjects;
using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Tests.Support;

/// <summary>
/// Takes the place of the assembler and writes what code generation made, as the text that instructions.py makes of the dump of an
/// instrumented CPython. Labels are numbered in the order in which they stand.
/// </summary>
internal sealed class InstructionDump(SyntaxTree tree, ConstantCache cache) : ICodeAssembler
{
    /// <summary>Of complex numbers, of which the judge does not know it.</summary>
    private static readonly Regex NegativeZero = new("(?<=z)80{15}|(?<=z[0-9a-f]{16})80{15}");

    private readonly StringBuilder _output = new();

    public void Clear() => _output.Clear();

    public byte[] Dump() => Encoding.Latin1.GetBytes(_output.ToString());

    public Reject Assemble(CodeUnit unit, Target target, out int number)
    {
        int start = _output.Length;
        Line($"UNIT {Text(unit.QualifiedName)}");
        Line($"META first={unit.FirstLine} flags={(int)unit.Flags:x} nlocals={unit.VariableNames.Count} nparams={unit.ParameterCount} args={unit.ArgumentCount} posonly={unit.PositionalOnlyCount} kwonly={unit.KeywordOnlyCount}");
        DumpNames("NAMES", unit.Names, 0);
        DumpNames("VARNAMES", unit.VariableNames, 0);
        DumpNames("CELLVARS", unit.CellVariables, 0);
        DumpNames("FREEVARS", unit.FreeVariables, unit.CellVariables.Count);
        DumpNames("FASTHIDDEN", unit.HiddenVariables, 0);
        _output.Append("CONSTS");
        foreach (int constant in unit.Constants.Numbers)
        {
            SyntaxDump dump = new(tree);
            dump.DumpConstant(constant);
            _output.Append(' ').Append(NegativeZero.Replace(Encoding.Latin1.GetString(dump.Written), "0000000000000000"));
        }

        _output.Append('\n');
        DumpInstructions(unit.Instructions);
        number = cache.AddCode(CodeOf(unit, _output.ToString(start, _output.Length - start)));
        return Reject.None;
    }

    /// <summary>A code object that equals another if their dumps are equal.</summary>
    private CodeObject CodeOf(CodeUnit unit, string text)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(text);
        bytes.CopyTo(tree.Text.Reserve(bytes.Length));
        return new CodeObject { FirstLine = unit.FirstLine, Code = tree.Text.Keep(bytes.Length) };
    }

    private void DumpNames(string title, NameIndex names, int first)
    {
        _output.Append(title);
        for (int place = 0; place < names.Count; place++)
            _output.Append(CultureInfo.InvariantCulture, $" {Text(names[place])}={place + first}");
        _output.Append('\n');
    }

    private void DumpInstructions(InstructionSequence sequence)
    {
        ReadOnlySpan<int> labels = sequence.Labels;
        ReadOnlySpan<Instruction> items = sequence.Items;
        HashSet<int> places = [.. labels.ToArray()];
        Dictionary<int, int> numbers = [];
        for (int index = 0; index < items.Length; index++)
        {
            if (places.Contains(index))
                numbers[index] = numbers.Count;
        }

        for (int index = 0; index < items.Length; index++)
        {
            Instruction item = items[index];
            if (places.Contains(index))
                Line($"L {numbers[index]}");
            int argument = IsJump(item.Opcode) ? numbers[labels[item.Oparg]] : item.Oparg;
            Location place = item.Location;
            Line($"{item.Opcode.ToString().ToUpperInvariant()} {argument} {place.Line} {place.EndLine} {place.Column} {place.EndColumn}");
        }
    }

    private static bool IsJump(Opcode opcode) => opcode is Opcode.Jump or Opcode.JumpNoInterrupt or Opcode.PopJumpIfFalse or Opcode.PopJumpIfTrue
        or Opcode.PopJumpIfNone or Opcode.PopJumpIfNotNone or Opcode.ForIter or Opcode.Send or Opcode.SetupFinally or Opcode.SetupCleanup
        or Opcode.SetupWith;

    private string Text(Identifier name) => Encoding.ASCII.GetString(tree.Identifiers[name]);

    private void Line(FormattableString line) => _output.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
