using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Bytecode;

/// <summary>Looks at the bytecode files of a tree with an interpreter.</summary>
internal static class PycFiles
{
    private const string LoadAll = """
        import importlib.util, marshal, os, sys
        for folder, _, names in os.walk(os.fsencode(sys.argv[1])):
            for name in names:
                if not name.endswith(b'.pyc'):
                    continue
                path = os.path.join(folder, name)
                with open(path, 'rb') as file:
                    content = file.read()
                try:
                    assert content[:4] == importlib.util.MAGIC_NUMBER and type(marshal.loads(content[16:])) is type((lambda: 0).__code__)
                except Exception as error:
                    print(path.hex(), error)
        """;

    /// <summary>Those that the interpreter cannot load.</summary>
    public static IReadOnlyList<string> Unloadable(string python, FsPath root) =>
        Pythons.Run(FsPath.From(python), LoadAll, root.ToString()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>All of a tree.</summary>
    public static IReadOnlyList<string> In(FsPath root) =>
        [.. Directory.EnumerateFiles(root.ToString(), "*.pyc", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
