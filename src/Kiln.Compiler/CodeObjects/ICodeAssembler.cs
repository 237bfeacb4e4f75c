namespace Kiln.Compiler.CodeObjects;

/// <summary>The stage behind code generation, which each unit is given to when it is complete; another one may look at the units.</summary>
internal interface ICodeAssembler
{
    /// <summary>Adds the code object to the constants, not merged, and gives its number; or rejects.</summary>
    Reject Assemble(CodeUnit unit, Target target, out int number);
}
