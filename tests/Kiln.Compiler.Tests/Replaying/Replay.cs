using System.Text;
using Kiln.Compiler.Assembly;
using Kiln.Compiler.CodeObjects;
using Kiln.Compiler.Instructions;
using Kiln.Compiler.Marshal;
using Kiln.Compiler.Source;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Tests.Replaying;

/// <summary>Does with recordings what CPython did after code generation, and compares. Keeps what a worker keeps.</summary>
internal sealed class Replay
{
    private static readonly Dictionary<string, Opcode> Opcodes = Enum.GetValues<Opcode>().ToDictionary(
        opcode => opcode.ToString().ToUpperInvariant(), opcode => opcode);

    private readonly Target _target;
    private readonly Identifiers _identifiers = new();
    private readonly SyntaxTree _tree;
    private readonly ConstantCache _cache;
    private readonly CodeAssembler _assembler;
    private readonly MarshalWriter _writer;
    private readonly Dictionary<string, int> _codes = [];
    private readonly PythonLiteral _literal;

    public Replay(Target target)
    {
        _target = target;
        _tree = new SyntaxTree(new SourceText(), new TokenList(), _identifiers);
        _cache = new ConstantCache(_tree);
        _assembler = new CodeAssembler(_tree, _cache);
        _writer = new MarshalWriter(_tree, _cache);
        _literal = new PythonLiteral(_tree, _codes);
    }

    public SyntaxTree Tree => _tree;

    public ConstantCache Cache => _cache;

    /// <summary>Before the units of another file.</summary>
    public void Begin()
    {
        _tree.Text.Begin(0);
        _tree.Text.Seal(0, isAscii: true);
        _tree.Clear();
        _identifiers.Clear();
        _cache.Clear();
        _codes.Clear();
    }

    /// <summary>What code generation would have made.</summary>
    public void Fill(ReplayUnit recorded, CodeUnit unit)
    {
        unit.Clear();
        unit.Name = Intern(_literal.ReadText(recorded["NAME"]));
        unit.QualifiedName = recorded["UNIT"] == "NULL" ? unit.Name : Intern(_literal.ReadText(recorded["UNIT"]));
        Fill(unit.Names, recorded["NAMES"]);
        Fill(unit.VariableNames, recorded["VARNAMES"]);
        Fill(unit.CellVariables, recorded["CELLVARS"]);
        Fill(unit.FreeVariables, recorded["FREEVARS"]);
        Fill(unit.HiddenVariables, recorded["FASTHIDDEN"]);
        foreach (int number in _literal.ReadItems(recorded["CONSTS"]))
            unit.Constants.Add(_cache.Merge(IsQualifiedName(number, unit) ? _cache.NameOf(unit.QualifiedName) : number));
        unit.ArgumentCount = recorded.Number("META", "args");
        unit.PositionalOnlyCount = recorded.Number("META", "posonly");
        unit.KeywordOnlyCount = recorded.Number("META", "kwonly");
        unit.ParameterCount = recorded.Number("META", "nparams");
        unit.FirstLine = recorded.Number("META", "first");
        unit.Flags = (CodeFlags)recorded.Number("META", "flags");
        Fill(unit.Instructions, recorded);
    }

    /// <summary>Makes the code object; its number.</summary>
    public Reject Assemble(CodeUnit unit, out int number) => _assembler.Assemble(unit, _target, out number);

    /// <summary>The stream of a module.</summary>
    public ReadOnlySpan<byte> Marshal(int number, string fileName) => _writer.Write(number, Encoding.UTF8.GetBytes(fileName));

    /// <summary>Lets later units refer to a code object as the recording does.</summary>
    public void Keep(ReplayUnit recorded, int number) => _codes[recorded["ADDRESS"]] = number;

    /// <summary>What differs from the recording; null if nothing does.</summary>
    public string? Compare(ReplayUnit recorded, CodeUnit unit, int number)
    {
        CodeObject code = _cache.CodeOf(number);
        if (Differ("SIZE", recorded.Number("SIZE", "stack"), code.StackSize) is { } size)
            return size;
        if (Differ("FLAGS", recorded.Number("SIZE", "flags"), (int)code.Flags) is { } flags)
            return flags;
        if (Differ("CODE", recorded["CODE"], Hex(_tree.Text[code.Code])) is { } bytes)
            return bytes + "\n" + FirstDifference(recorded);
        if (Differ("LINES", recorded["LINES"], HexOf(code.LineTable)) is { } lines)
            return lines + "\n" + FirstDifference(recorded);
        return Differ("EXCEPTIONS", recorded["EXCEPTIONS"], HexOf(code.ExceptionTable))
            ?? Differ("KINDS", recorded["KINDS"], Hex(_tree.Text[code.VariableKinds]))
            ?? Differ("LOCALSPLUS", TupleOf(recorded["LOCALSPLUS"]), code.VariableNames)
            ?? DifferInConstants(recorded["FINALCONSTS"], unit.Constants.Numbers);
    }

    /// <summary>A class stores its <c>__qualname__</c>: that constant is the name itself, which recordings do not show.</summary>
    private bool IsQualifiedName(int number, CodeUnit unit) =>
        unit.Names.Find(_identifiers.Intern("__qualname__"u8)) >= 0 && _tree.Constants[number] is { Kind: ConstantKind.Str } value && _tree.Text[value.Text].SequenceEqual(_identifiers[unit.QualifiedName]);

    private string? DifferInConstants(string expected, ReadOnlySpan<int> numbers)
    {
        // A nan equals nothing, not even the one that is read here.
        if (expected.Contains("nan"))
            return null;
        int[] merged = [.. _literal.ReadItems(expected).Select(_cache.Merge)];
        return numbers.SequenceEqual(merged) ? null : $"FINALCONSTS: {expected}\nbut {string.Join(' ', merged)} is {string.Join(' ', numbers.ToArray())}";
    }

    private int TupleOf(string text) => _cache.MergeTuple(_literal.ReadItems(text));

    private static string? Differ<T>(string what, T expected, T found) =>
        EqualityComparer<T>.Default.Equals(expected, found) ? null : $"{what}: {expected}\n but {found}";

    private string HexOf(int number) => Hex(_tree.Text[_tree.Constants[number].Text]);

    private static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    private string FirstDifference(ReplayUnit recorded)
    {
        ReadOnlySpan<PlacedInstruction> found = _assembler.LastLayout;
        for (int index = 0; index < Math.Min(found.Length, recorded.After.Count); index++)
        {
            ReplayInstruction expected = recorded.After[index];
            if (OpcodeOf(expected.Name) != found[index].Opcode || expected.Location != found[index].Location)
                return $"at {index}: {expected}\n but {found[index].Opcode} {found[index].Oparg} {found[index].Location}";
        }

        return $"{recorded.After.Count} instructions, not {found.Length}; those of both are of the same kinds";
    }

    private void Fill(NameIndex names, string recorded)
    {
        foreach (byte[] name in _literal.ReadKeys(recorded))
            names.Add(Intern(name));
    }

    private static void Fill(InstructionSequence sequence, ReplayUnit recorded)
    {
        int labelCount = recorded.Labels.Select(each => each.Label + 1).DefaultIfEmpty().Max();
        while (sequence.LabelCount < labelCount)
            sequence.NewLabel();
        int next = 0;
        for (int index = 0; index < recorded.Before.Count; index++)
        {
            for (; next < recorded.Labels.Count && recorded.Labels[next].Index == index; next++)
                sequence.UseLabel(recorded.Labels[next].Label);
            ReplayInstruction instruction = recorded.Before[index];
            sequence.Add(OpcodeOf(instruction.Name), instruction.Oparg, instruction.Location);
        }
    }

    private Identifier Intern(byte[] name) =>
        Ascii.IsValid(name) ? _identifiers.Intern(name) : throw new NotSupportedException("a name beyond ASCII");

    private static Opcode OpcodeOf(string name) => Opcodes[name.Replace("_", "")];
}
