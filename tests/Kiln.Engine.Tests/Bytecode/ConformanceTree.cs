using System.Text;
using System.Text.Json;
using Kiln.Engine.Bytecode;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Bytecode;

/// <summary>
/// Sources that compileall and Kiln compile at one place, so that the file names in the bytecode agree: the corpus of
/// constructs beside this file, and a part of the interpreter's own standard library.
/// </summary>
internal sealed class ConformanceTree : IDisposable
{
    private const int LibrarySources = 75;
    private const int LargestSource = 64 * 1024;

    private readonly TempFolder _folder = new();
    private readonly InterpreterInfo _interpreter;
    private readonly string _root;

    public ConformanceTree(string python)
    {
        _interpreter = CompileRun.Interpreter(python);
        _root = _folder.Folder("sources").ToSystemString();
        Copy(Directory.GetFiles(CorpusFolder()), "corpus");
        Copy(LibrarySample(), "library");
    }

    /// <summary>Compiles everything, or one source, with a fresh <c>compileall</c>; returns the bytes of each <c>.pyc</c> by its path, and removes it.</summary>
    public SortedDictionary<string, byte[]> ByCompileAll(string source = "")
    {
        var call = new ProgramCall { Executable = _interpreter.Executable, Arguments = ["-m", "compileall", "-q", "-j1", Path.Combine(_root, source)] };
        ProgramRun.Of(call, TimeSpan.FromSeconds(60));
        return Take();
    }

    /// <summary>Compiles everything with Kiln; returns the bytes of each <c>.pyc</c> by its path, and removes it.</summary>
    public SortedDictionary<string, byte[]> ByKiln(int jobs)
    {
        var report = CompileRun.Of(_interpreter, FsPath.From(_root), new BytecodeOptions { Jobs = jobs });
        Assert.Equal(0, report.Count(CompileEnd.Failed));
        return Take();
    }

    /// <summary>Whether the interpreter finds equal headers and code objects in pairs of <c>.pyc</c> files; returns what differs, or empty text, for each.</summary>
    public string[] Differences(IEnumerable<(byte[] One, byte[] Other)> pairs)
    {
        var list = new StringBuilder();
        foreach (byte[] content in pairs.SelectMany(pair => (byte[][])[pair.One, pair.Other]))
        {
            // A name that no other file of the list has.
            string path = (_folder / $"{list.Length}.pyc").ToSystemString();
            File.WriteAllBytes(path, content);
            list.Append(path).Append('\0');
        }
        string script = Path.Combine(Repository(), "bench", "compare", "race", "code_objects.py");
        string input = _folder.Write("pairs", list.ToString()).ToSystemString();
        var run = Shell.Run("""exec "$1" -I -S -B "$2" < "$3" """, _interpreter.Executable.ToSystemString(), script, input);
        Assert.True(run.Status?.IsSuccess, Encoding.UTF8.GetString(run.ErrorOutput));
        return JsonSerializer.Deserialize<string[]>(run.Output)!;
    }

    public void Dispose() => _folder.Dispose();

    private SortedDictionary<string, byte[]> Take()
    {
        var taken = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (string path in Directory.GetFiles(_root, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".py", StringComparison.Ordinal)))
        {
            taken[Path.GetRelativePath(_root, path)] = File.ReadAllBytes(path);
            File.Delete(path);
        }
        return taken;
    }

    private void Copy(IEnumerable<string> sources, string name)
    {
        string target = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
        foreach (string source in sources)
            File.Copy(source, Path.Combine(target, Path.GetFileName(source)));
    }

    /// <summary>
    /// Modules at the top of the library, but for large ones, for those that compileall imports, since that alone changes their
    /// bytes, and for Debian's links out of the library.
    /// </summary>
    private IEnumerable<string> LibrarySample()
    {
        const string Imported = "import compileall, argparse, sys; print('\\n'.join(sys.modules))";
        var imported = Pythons.Run(_interpreter.Executable, Imported).Split('\n').ToHashSet();
        return Directory.GetFiles(_interpreter.Paths.Stdlib.ToSystemString(), "*.py")
            .Where(path => !imported.Contains(Path.GetFileNameWithoutExtension(path)) && !File.GetAttributes(path).HasFlag(FileAttributes.ReparsePoint))
            .Where(path => new FileInfo(path).Length <= LargestSource)
            .Order(StringComparer.Ordinal)
            .Take(LibrarySources);
    }

    private static string CorpusFolder() => Path.Combine(Repository(), "tests", "Kiln.Engine.Tests", "Bytecode", "Corpus");

    private static string Repository()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Kiln.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests run outside the repository");
        return folder;
    }
}
