using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>f-strings.</summary>
internal sealed partial class CodeGenerator
{
    /// <summary>compiler_joined_str: many parts go through <c>''.join([…])</c>.</summary>
    private void EmitJoinedString(Node expression)
    {
        NodeList values = new JoinedStr(expression).Values;
        Location location = expression.Location;
        if (values.Count > Limits.StackUse)
        {
            EmitNameConstant(WellKnown.Empty, location);
            EmitLoadMethod(WellKnown.Join, location);
            Emit(Opcode.BuildList, 0, location);
            foreach (Node value in values)
            {
                EmitExpression(value);
                Emit(Opcode.ListAppend, 1, location);
            }

            Emit(Opcode.Call, 1, location);
            return;
        }

        EmitExpressions(values);
        if (values.Count > 1)
            Emit(Opcode.BuildString, values.Count, location);
        else if (values.Count == 0)
            EmitNameConstant(WellKnown.Empty, location);
    }

    /// <summary>compiler_formatted_value.</summary>
    private void EmitFormattedValue(Node expression)
    {
        FormattedValue value = new(expression);
        Location location = expression.Location;
        EmitExpression(value.Value);
        if (value.Conversion != 0)
            Emit(Opcode.ConvertValue, value.Conversion switch { 's' => 1, 'r' => 2, _ => 3 }, location);
        if (value.FormatSpec.IsNone)
        {
            Emit(Opcode.FormatSimple, location);
            return;
        }

        EmitExpression(value.FormatSpec);
        Emit(Opcode.FormatWithSpec, location);
    }
}
