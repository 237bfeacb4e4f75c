using Kiln.Compiler.Instructions;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;
using static Kiln.Compiler.Syntax.Nodes;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>Imports. A dotted name is one identifier, which is taken apart here.</summary>
internal sealed partial class CodeGenerator
{
    /// <summary>compiler_import.</summary>
    private void EmitImport(Node statement)
    {
        Location location = statement.Location;
        foreach (Node node in new Import(statement).Names)
        {
            Alias alias = new(node);
            EmitInt(0, location);
            EmitNone(location);
            EmitWithName(Opcode.ImportName, alias.Name, location);
            ReadOnlySpan<byte> name = tree.Identifiers[alias.Name];
            int dot = name.IndexOf((byte)'.');
            if (!alias.Asname.IsNone)
                EmitImportAs(alias, dot, location);
            else
                EmitName(dot < 0 ? alias.Name : PartOf(alias.Name, 0, dot), ExprContext.Store, location);
        }
    }

    /// <summary>compiler_import_as: of a dotted name the last module is bound, which is fetched from the first one step by step.</summary>
    private void EmitImportAs(Alias alias, int dot, Location location)
    {
        if (dot < 0)
        {
            EmitName(alias.Asname, ExprContext.Store, location);
            return;
        }

        int length = tree.Identifiers[alias.Name].Length;
        while (true)
        {
            int start = dot + 1;
            int next = tree.Identifiers[alias.Name][start..].IndexOf((byte)'.');
            dot = next < 0 ? length : start + next;
            Emit(Opcode.ImportFrom, _unit.Code.Names.Add(PartOf(alias.Name, start, dot)), location);
            if (next < 0)
                break;
            Emit(Opcode.Swap, 2, location);
            Emit(Opcode.PopTop, location);
        }

        EmitName(alias.Asname, ExprContext.Store, location);
        Emit(Opcode.PopTop, location);
    }

    private Identifier PartOf(Identifier name, int start, int end) => Concatenate(tree.Identifiers[name][start..end], [], []);

    /// <summary>compiler_from_import.</summary>
    private void EmitImportFrom(Node statement)
    {
        ImportFrom import = new(statement);
        NodeList names = import.Names;
        Location location = statement.Location;
        EmitInt(import.Level, location);
        if (import.Module == WellKnown.Future && import.Level == 0 && IsAfter(location, _lastFuture))
            Fail(location.Line);

        BeginTuple();
        foreach (Node alias in names)
            AddItem(NameConstant(new Alias(alias).Name));
        EmitTuple(location);
        EmitWithName(Opcode.ImportName, import.Module.IsNone ? WellKnown.Empty : import.Module, location);
        if (new Alias(names[0]).Name == WellKnown.Star)
        {
            Emit(Opcode.CallIntrinsic1, IntrinsicFunction.ImportStar, location);
            Emit(Opcode.PopTop, Location.None);
            return;
        }

        foreach (Node node in names)
        {
            Alias alias = new(node);
            EmitWithName(Opcode.ImportFrom, alias.Name, location);
            EmitName(alias.Asname.IsNone ? alias.Name : alias.Asname, ExprContext.Store, location);
        }

        Emit(Opcode.PopTop, location);
    }

    /// <summary>location_is_after: whether the first starts after the second ends.</summary>
    private static bool IsAfter(Location first, Location second) =>
        first.Line > second.EndLine || (first.Line == second.EndLine && first.Column > second.EndColumn);
}
