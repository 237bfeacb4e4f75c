using Kiln.Compiler.Marshal;
using Kiln.Compiler.Tests.Support;

namespace Kiln.Compiler.Tests.Marshal;

public class MarshalComparisonTests
{
    private const int OldestWithThisShape = 11;
    private const int NewestWithSmallIntsAsConstants = 13;

    public static TheoryData<string, string, string?> Pairs => new()
    {
        { "x = 1", "x = 1", null },
        { "x = 1", "x = 2", "co_consts of `<module>` (line 1)" },
        { "x = 1", "x = 1.0", "co_consts of `<module>` (line 1)" },
        { "x = 0.0", "x = -0.0", "co_consts of `<module>` (line 1)" },
        { "x = 1", "y = 1", "co_names of `<module>` (line 1)" },
        { "x = 1", "x  = 1", "co_linetable of `<module>` (line 1)" },
        { "def f(a): return a", "def f(b): return b", "co_localsplusnames of `f` (line 1)" },
        { "def f(a): return a", "def f(a, /): return a", "co_posonlyargcount of `f` (line 1)" },
        { "def f(a): return a", "def f(a, b): return a", "co_argcount of `f` (line 1)" },
        { "\ndef f(): pass", "\n\ndef f(): pass", "co_firstlineno of `f` (line 2)" },
        { "def f(): return lambda: 1", "def f(): return lambda: 2", "co_consts of `f.<locals>.<lambda>` (line 1)" },
        { "x in {1, 2, 3}", "x in {3, 2, 1}", null },
        { "x in {1, 2, 3}", "x in {1, 2, 4}", "co_consts of `<module>` (line 1)" },
    };

    [PythonTheory]
    [MemberData(nameof(Pairs))]
    public void The_first_field_that_differs_is_named(string left, string right, string? expected)
    {
        foreach (PythonVersion python in Pythons.All.Where(python => python.IsCPython && python.Minor is >= OldestWithThisShape and <= NewestWithSmallIntsAsConstants))
        {
            // Each alone: an interpreter that compiled one gives the other's equal constants other flags.
            byte[] first = Streams.Of(python, left)[0];
            byte[] second = Streams.Of(python, right)[0];

            Assert.Equal(expected, MarshalComparison.FirstDifference(first, second, python.Minor));
        }
    }
}
