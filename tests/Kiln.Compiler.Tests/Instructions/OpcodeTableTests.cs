using Kiln.Compiler.Instructions;
using Kiln.Compiler.Tests.Support;

namespace Kiln.Compiler.Tests.Instructions;

public class OpcodeTableTests
{
    /// <summary>Runs tools/opcodes in the interpreter, for the interpreter.</summary>
    private const string Generate = """
        import runpy, sys
        tool, folder = sys.argv[1:]
        sys.argv[1:] = ['--into', folder, sys.executable]
        runpy.run_path(tool, run_name='__main__')
        """;

    [PythonTheory]
    [MemberData(nameof(Pythons.EachCPython), MemberType = typeof(Pythons))]
    internal void The_table_of_a_version_is_what_its_interpreter_tells(PythonVersion python)
    {
        if (python.Minor < 12)
            return;
        string folder = Directory.CreateTempSubdirectory("kiln-opcodes-").FullName;
        try
        {
            Pythons.Run(python, Generate, input: null, Path.Combine(Pythons.Repository(), "tools", "opcodes"), folder);

            foreach (string name in (string[])["Opcode.cs", Path.Combine("Tables", $"Opcodes3{python.Minor}.cs")])
                Assert.Equal(File.ReadAllText(Path.Combine(Pythons.Repository(), "src", "Kiln.Compiler", "Instructions", name)), File.ReadAllText(Path.Combine(folder, name)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(Opcode.Call, 2, -3)]
    [InlineData(Opcode.BuildSlice, 3, -2)]
    [InlineData(Opcode.BuildSlice, 2, -1)]
    [InlineData(Opcode.LoadGlobal, 5, 2)]
    [InlineData(Opcode.UnpackEx, 0x0203, 5)]
    [InlineData(Opcode.BuildMap, 3, -5)]
    internal void Stack_effects_depend_on_arguments_as_in_dis(Opcode opcode, int argument, int effect) =>
        Assert.Equal(effect, OpcodeTable.Of(13)[opcode].Effect.Of(argument));
}
