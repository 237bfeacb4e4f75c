using Kiln.Compiler.Instructions;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.CodeObjects;

/// <summary>
/// What code generation knows of one code object while it is made: _PyCompile_CodeUnitMetadata and the instruction sequence of
/// struct compiler_unit. Kept and cleared for the next one.
/// </summary>
internal sealed class CodeUnit
{
    /// <summary>co_name.</summary>
    public Identifier Name { get; set; }

    /// <summary>co_qualname, as a name with dots.</summary>
    public Identifier QualifiedName { get; set; }

    /// <summary>u_names: of globals, attributes, imports.</summary>
    public NameIndex Names { get; } = new();

    /// <summary>u_varnames: parameters first, then the other fast locals as they were met.</summary>
    public NameIndex VariableNames { get; } = new();

    public NameIndex CellVariables { get; } = new();

    public NameIndex FreeVariables { get; } = new();

    /// <summary>u_fasthidden: locals of inlined comprehensions (PEP 709) that are hidden outside them.</summary>
    public NameIndex HiddenVariables { get; } = new();

    /// <summary>u_consts: numbers of the <see cref="Syntax.ConstantTable"/>, merged, in the order in which they were first needed.</summary>
    public ConstantIndex Constants { get; } = new();

    public InstructionSequence Instructions { get; } = new();

    public int ArgumentCount { get; set; }

    public int PositionalOnlyCount { get; set; }

    public int KeywordOnlyCount { get; set; }

    /// <summary>How many of <see cref="VariableNames"/> are parameters: the length of ste_varnames.</summary>
    public int ParameterCount { get; set; }

    public int FirstLine { get; set; }

    public CodeFlags Flags { get; set; }

    public void Clear()
    {
        Names.Clear();
        VariableNames.Clear();
        CellVariables.Clear();
        FreeVariables.Clear();
        HiddenVariables.Clear();
        Constants.Clear();
        Instructions.Clear();
        ArgumentCount = PositionalOnlyCount = KeywordOnlyCount = ParameterCount = FirstLine = 0;
        Flags = CodeFlags.None;
        Name = QualifiedName = Identifier.None;
    }
}
