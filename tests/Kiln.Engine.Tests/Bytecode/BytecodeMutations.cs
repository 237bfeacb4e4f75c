using Kiln.Engine.Bytecode;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Bytecode;

/// <summary>A tree <c>mode/mutation/mod.py</c> of sources, each compiled in one of the invalidation modes and then changed in one way.</summary>
internal static class BytecodeMutations
{
    private const string Script = """
        import os, py_compile, shutil, socket, sys
        root = sys.argv[1]
        SOURCE = b'"A module."\n\n\ndef f(a, b=(1, 2.5, "x")):\n    return [a, b]\n'
        TIME = 1700000000

        def edit(path, change):
            with open(path, 'rb') as file:
                content = bytearray(file.read())
            content = change(content)
            with open(path, 'wb') as file:
                file.write(content)

        def replace(start, new):
            def change(content):
                content[start:start + len(new)] = new
                return content
            return change

        def cut(length):
            return lambda content: content[:length]

        def compile(source, mode, target=None, optimize=-1):
            py_compile.compile(source, cfile=target, doraise=True, invalidation_mode=mode, optimize=optimize)

        def set_time(source, nanoseconds):
            os.utime(source, ns=(nanoseconds, nanoseconds))

        def change_source(source, content):
            edit(source, lambda old: content)
            set_time(source, TIME * 10**9)

        def recompiled(nanoseconds):
            def change(source, pyc, mode):
                set_time(source, nanoseconds)
                compile(source, mode)
            return change

        def other_level(source, pyc, mode):
            os.remove(pyc)
            compile(source, mode, optimize=1)

        def in_place_of(make):
            def change(source, pyc, mode):
                os.remove(pyc)
                make(pyc)
            return change

        def listen(pyc):
            os.chdir(os.path.dirname(pyc))
            with socket.socket(socket.AF_UNIX) as server:
                server.bind(os.path.basename(pyc))
            os.chdir(root)

        def link(source, pyc, mode):
            os.rename(pyc, source + '.elsewhere')
            os.symlink(source + '.elsewhere', pyc)

        def cache_is_file(source, pyc, mode):
            shutil.rmtree(os.path.dirname(pyc))
            open(os.path.dirname(pyc), 'wb').close()

        def cache_is_link(source, pyc, mode):
            folder = os.path.dirname(pyc)
            os.rename(folder, os.path.join(os.path.dirname(folder), 'elsewhere'))
            os.symlink('elsewhere', folder)

        def source_is_link(source, pyc, mode):
            os.rename(source, source + '.elsewhere')
            os.symlink(source + '.elsewhere', source)

        MUTATIONS = {
            'none': lambda source, pyc, mode: None,
            'source-touched': lambda source, pyc, mode: set_time(source, (TIME + 1) * 10**9),
            'source-longer': lambda source, pyc, mode: change_source(source, SOURCE + b'x = 1\n'),
            'source-other': lambda source, pyc, mode: change_source(source, SOURCE.replace(b'2.5', b'3.5')),
            'source-empty': lambda source, pyc, mode: (change_source(source, b''), compile(source, mode)),
            'source-link': source_is_link,
            'mtime-with-fraction': recompiled(TIME * 10**9 + 999999999),
            'mtime-before-1970': recompiled(-1500000000),
            'mtime-after-2106': recompiled((2**32 + 5) * 10**9 + 1),
            'magic-of-another': lambda source, pyc, mode: edit(pyc, replace(0, b'\x01\x02\r\n')),
            'flags-unknown': lambda source, pyc, mode: edit(pyc, replace(4, b'\x04')),
            'flags-checked-only': lambda source, pyc, mode: edit(pyc, replace(4, b'\x02')),
            'flags-high': lambda source, pyc, mode: edit(pyc, replace(7, b'\x80')),
            'pyc-empty': lambda source, pyc, mode: edit(pyc, cut(0)),
            'pyc-of-3': lambda source, pyc, mode: edit(pyc, cut(3)),
            'pyc-of-4': lambda source, pyc, mode: edit(pyc, cut(4)),
            'pyc-of-15': lambda source, pyc, mode: edit(pyc, cut(15)),
            'pyc-of-16': lambda source, pyc, mode: edit(pyc, cut(16)),
            'pyc-without-end': lambda source, pyc, mode: edit(pyc, lambda content: content[:-1]),
            'pyc-half': lambda source, pyc, mode: edit(pyc, lambda content: content[:len(content) // 2]),
            'pyc-longer': lambda source, pyc, mode: edit(pyc, lambda content: content + b'junk'),
            'pyc-of-number': lambda source, pyc, mode: edit(pyc, lambda content: content[:16] + b'i\x01\x00\x00\x00'),
            'pyc-of-zeros': lambda source, pyc, mode: edit(pyc, lambda content: content[:16] + bytes(len(content) - 16)),
            'pyc-missing': lambda source, pyc, mode: os.remove(pyc),
            'pyc-of-level-1': other_level,
            'pyc-folder': in_place_of(os.mkdir),
            'pyc-socket': in_place_of(listen),
            'pyc-dangling': in_place_of(lambda pyc: os.symlink('nowhere', pyc)),
            'pyc-circle': in_place_of(lambda pyc: os.symlink(pyc, pyc)),
            'pyc-link': link,
            'cache-file': cache_is_file,
            'cache-link': cache_is_link,
            'cache-missing': lambda source, pyc, mode: shutil.rmtree(os.path.dirname(pyc)),
        }

        import importlib.util
        for mode in py_compile.PycInvalidationMode:
            for name, mutate in MUTATIONS.items():
                folder = os.path.join(root, mode.name.lower().replace('_', '-'), name)
                os.makedirs(folder)
                source = os.path.join(folder, 'mod.py')
                with open(source, 'wb') as file:
                    file.write(SOURCE)
                set_time(source, TIME * 10**9)
                compile(source, mode)
                mutate(source, importlib.util.cache_from_source(source), mode)
        """;

    /// <summary>What is to be found of a mutation, in timestamp and in the hash modes.</summary>
    public static readonly IReadOnlyDictionary<string, BytecodeVerdict[]> Expected = new Dictionary<string, BytecodeVerdict[]>
    {
        ["none"] = [BytecodeVerdict.Used],
        ["source-touched"] = [BytecodeVerdict.StaleMtime, BytecodeVerdict.Used, BytecodeVerdict.Used],
        ["source-longer"] = [BytecodeVerdict.StaleSize, BytecodeVerdict.StaleHash, BytecodeVerdict.UsedThoughChanged],
        ["source-other"] = [BytecodeVerdict.Used, BytecodeVerdict.StaleHash, BytecodeVerdict.UsedThoughChanged],
        ["source-empty"] = [BytecodeVerdict.Used],
        ["source-link"] = [BytecodeVerdict.Used],
        ["mtime-with-fraction"] = [BytecodeVerdict.Used],
        ["mtime-before-1970"] = [BytecodeVerdict.Used],
        ["mtime-after-2106"] = [BytecodeVerdict.Used],
        ["magic-of-another"] = [BytecodeVerdict.OtherMagic],
        ["flags-unknown"] = [BytecodeVerdict.Corrupt],
        ["flags-checked-only"] = [BytecodeVerdict.Used, BytecodeVerdict.StaleMtime, BytecodeVerdict.StaleMtime],
        ["flags-high"] = [BytecodeVerdict.Corrupt],
        ["pyc-empty"] = [BytecodeVerdict.Truncated],
        ["pyc-of-3"] = [BytecodeVerdict.Truncated],
        ["pyc-of-4"] = [BytecodeVerdict.Truncated],
        ["pyc-of-15"] = [BytecodeVerdict.Truncated],
        ["pyc-of-16"] = [BytecodeVerdict.Truncated],
        ["pyc-without-end"] = [BytecodeVerdict.Truncated],
        ["pyc-half"] = [BytecodeVerdict.Truncated],
        ["pyc-longer"] = [BytecodeVerdict.Used],
        ["pyc-of-number"] = [BytecodeVerdict.Corrupt],
        ["pyc-of-zeros"] = [BytecodeVerdict.Corrupt],
        ["pyc-missing"] = [BytecodeVerdict.Missing],
        ["pyc-of-level-1"] = [BytecodeVerdict.OtherLevel],
        ["pyc-folder"] = [BytecodeVerdict.Blocked],
        ["pyc-socket"] = [BytecodeVerdict.Blocked],
        ["pyc-dangling"] = [BytecodeVerdict.Blocked],
        ["pyc-circle"] = [BytecodeVerdict.Blocked],
        ["pyc-link"] = [BytecodeVerdict.Used],
        ["cache-file"] = [BytecodeVerdict.Blocked],
        ["cache-link"] = [BytecodeVerdict.Used],
        ["cache-missing"] = [BytecodeVerdict.Missing],
    };

    /// <summary>Makes the tree.</summary>
    public static void Make(string python, FsPath root) => Pythons.Run(FsPath.From(python), Script, root.ToString());
}
