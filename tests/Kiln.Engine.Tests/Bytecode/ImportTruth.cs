using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Bytecode;

/// <summary>Asks an interpreter what importing a source does: it uses the bytecode, or compiles, or fails.</summary>
internal static class ImportTruth
{
    public const string Used = "used";
    public const string Compiled = "compiled";
    public const string Failed = "failed";

    // get_code is all that an import does before the module runs. The optimization of the process cannot be set from inside.
    private const string Script = """
        import functools, importlib._bootstrap_external as external, importlib.machinery, os, sys
        root, level, prefix, user = sys.argv[1:]
        external.cache_from_source = functools.partial(external.cache_from_source, optimization='' if level == '0' else level)
        sys.pycache_prefix = prefix or None

        class Compiled(Exception):
            pass

        class Loader(importlib.machinery.SourceFileLoader):
            def source_to_code(self, *arguments, **options):
                raise Compiled

        def outcome(path):
            try:
                Loader('m', os.fsdecode(path)).get_code('m')
            except Compiled:
                return 'compiled'
            except Exception:
                return 'failed'
            return 'used'

        sources = [os.path.join(folder, name) for folder, _, names in os.walk(os.fsencode(root)) for name in names if name.endswith(b'.py')]
        if user:
            os.setegid(int(user))
            os.seteuid(int(user))
        for source in sources:
            print(source.hex(), outcome(source))
        """;

    /// <summary>What imports of all sources below a folder do, by their paths; <paramref name="user"/> 0 for this process's own rights.</summary>
    public static IReadOnlyDictionary<FsPath, string> Of(string python, FsPath root, int level = 0, FsPath prefix = default, int user = 0)
    {
        string output = Pythons.Run(FsPath.From(python), Script, root.ToString(), $"{level}", prefix.ToString(), user == 0 ? "" : $"{user}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToDictionary(words => FsPath.FromBytes(Convert.FromHexString(words[0])), words => words[1]);
    }
}
