using System.Text;
using Kiln.Compiler.Tests.Support;

namespace Kiln.Compiler.Tests.Marshal;

public class MarshalWriterTests
{
    private static readonly string[] Sources =
    [
        "x = 0, 1, -5, 256, 257, 2147483647, 2147483648, -2147483648, -2147483649, 9223372036854775807, 10**30, -10**40\n",
        "x = 0.0, -0.0, 1.5, 1e308, 5e-324, 1e999, 1j, -1j, -0j, 1.5j\n",
        "x = '', 'a', 'ab', 'a b', '.', '\\xe9', '\\u0100', '\\U0001f600', '\\udc80', 'é' * 200, 'z' * 300, 'a ' * 150\n",
        "x = b'', b'a', b'ab', b'\\xff' * 300\n",
        "x = (), (1,), ((), (1, (2,))), ('a b', 'a b', ('a b',)), (None, True, False, ...)\n",
        "x in {1, 2.5, 'b', 'a b', b'x', (3, 'c d'), None}\ny in {'spam', 'e f'}\n",
        "def f(): return 'a b', 1000, 1.5, ('t', 1000)\ndef g(): return 'a b', 1000, 1.5, ('t', 1000)\n",
        "try: pass\nfinally: f = lambda: (lambda: 1)\n",
        "class A:\n class B:\n  def f(self): return 'A.B', 'A.B.f', \"<lambda>\", lambda: 0\n",
        "import os.path, a.b\nx = 'os.path', 'a.b', '*', '.0'\nfrom m import *\n",
    ];

    [PythonTheory]
    [MemberData(nameof(Pythons.EachCPython), MemberType = typeof(Pythons))]
    internal void Constants_are_written_as_the_interpreter_writes_them(PythonVersion python)
    {
        if (python.Minor != 13)
            return;
        PythonCompiler compiler = new();
        Target target = new(python.Minor, python.Micro);
        foreach (string source in Sources)
        {
            Reject reject = compiler.Compile(Encoding.UTF8.GetBytes(source), "m.py"u8, level: 0, target, WarningPolicy.Ignore, out ReadOnlySpan<byte> code);

            Assert.Equal(Reject.None, reject);
            Assert.Equal(Convert.ToHexString(Streams.Of(python, source)[0]), Convert.ToHexString(code));
        }
    }
}
