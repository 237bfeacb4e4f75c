using System.Buffers.Binary;

namespace Kiln.Compiler.Tests.Support;

/// <summary>Marshal streams that real interpreters wrote.</summary>
internal static class Streams
{
    /// <summary>Compiles sources one after the other in one process, as a worker does, and returns a stream for each.</summary>
    private const string CompileEach = """
        import marshal, os, struct, sys
        def dump(source, name):
            code = compile(source, name, 'exec', dont_inherit=True, optimize=0)
            return marshal.dumps(code)
        def write(data):
            sys.stdout.buffer.write(struct.pack('<i', len(data)) + data)

        """;

    /// <summary>Streams of a part of the interpreter's standard library, in the order of the names or the other way round.</summary>
    public static IReadOnlyList<byte[]> OfStandardLibrary(PythonVersion python, int every = 20, bool isReversed = false)
    {
        const string Walk = """
            import warnings
            warnings.simplefilter('ignore')
            library = os.path.dirname(os.__file__)
            names = [os.path.join(folder, name) for folder, _, files in os.walk(library) if '-packages' not in folder
                     for name in files if name.endswith('.py')]
            streams = {}
            for path in sorted(sorted(names)[::int(sys.argv[1])], reverse=sys.argv[2] == 'True'):
                try:
                    with open(path, 'rb') as file:
                        streams[path] = dump(file.read(), path)
                except (OSError, SyntaxError, ValueError):
                    pass
            for path in sorted(streams):
                write(streams[path])
            """;
        return Split(Pythons.Run(python, CompileEach + Walk, input: null, $"{every}", $"{isReversed}"));
    }

    /// <summary>Streams of the given sources, compiled in their order.</summary>
    public static IReadOnlyList<byte[]> Of(PythonVersion python, params string[] sources)
    {
        const string Loop = """
            for source in sys.argv[1:]:
                write(dump(source.encode(), 'm.py'))
            """;
        return Split(Pythons.Run(python, CompileEach + Loop, input: null, sources));
    }

    /// <summary>Whether the interpreter loads pairs of streams to equal code objects.</summary>
    public static bool AreEqual(PythonVersion python, IEnumerable<(byte[] One, byte[] Other)> pairs)
    {
        const string Script = """
            import marshal, struct, sys
            data = sys.stdin.buffer.read()
            position, loaded = 0, []
            while position < len(data):
                length, = struct.unpack_from('<i', data, position)
                loaded.append(marshal.loads(data[position + 4:position + 4 + length]))
                position += 4 + length
            print(len(loaded) > 0 and loaded[::2] == loaded[1::2])
            """;
        return Pythons.RunText(python, Script, [.. pairs.SelectMany(pair => (byte[])[.. Frame(pair.One), .. Frame(pair.Other)])]) == "True";
    }

    private static byte[] Frame(byte[] content) => [.. BitConverter.GetBytes(content.Length), .. content];

    private static List<byte[]> Split(ReadOnlySpan<byte> frames)
    {
        List<byte[]> streams = [];
        while (!frames.IsEmpty)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(frames);
            streams.Add(frames.Slice(sizeof(int), length).ToArray());
            frames = frames[(sizeof(int) + length)..];
        }

        return streams;
    }
}
