using Kiln.Engine.Bytecode;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Bytecode;

public sealed class StartNamesTests
{
    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    public void Names_of_the_language_are_interned_and_names_of_a_program_are_not(string python)
    {
        var names = new StartNames(CompileRun.Interpreter(python));

        Assert.True(names.HasAny(["unusual_word", "__doc__"]));
        Assert.False(names.HasAny(["unusual_word"]));
        Assert.False(names.HasAny([]));
    }

    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    public void Any_characters_can_be_asked_about(string python)
    {
        var names = new StartNames(CompileRun.Interpreter(python));

        Assert.False(names.HasAny(["two words", "\0", "\n'\""]));
        Assert.True(names.HasAny(["two words", "\0", "\n'\"", "__name__"]));
    }

    [PythonFact]
    public void More_than_a_program_can_be_asked_counts_as_not_interned()
    {
        var names = new StartNames(CompileRun.Interpreter(Pythons.Any));

        Assert.False(names.HasAny(["__name__", new string('x', 200_000)]));
    }
}
