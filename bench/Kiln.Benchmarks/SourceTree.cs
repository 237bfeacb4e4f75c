namespace Kiln.Benchmarks;

/// <summary>A tree of sources with current bytecode, as a benchmark's input: 100 folders of 20 files.</summary>
internal sealed class SourceTree : IDisposable
{
    public const int Folders = 100;
    public const int FilesPerFolder = 20;
    public const uint Magic = 0x0a0d0dcb;
    public const string Tag = "cpython-312";

    public SourceTree()
    {
        Root = Directory.CreateTempSubdirectory("kiln-bench-").FullName;
        for (int folder = 0; folder < Folders; folder++)
        {
            string path = Path.Combine(Root, $"package{folder}");
            Directory.CreateDirectory(Path.Combine(path, "__pycache__"));
            for (int file = 0; file < FilesPerFolder; file++)
                WriteModule(path, $"module{file}");
        }
    }

    public string Root { get; }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private static void WriteModule(string folder, string name)
    {
        string source = Path.Combine(folder, name + ".py");
        File.WriteAllText(source, "answer = 42\n");
        var info = new FileInfo(source);
        var header = Kiln.Compiler.Pyc.PycHeader.Timestamp(Magic, (uint)new DateTimeOffset(info.LastWriteTimeUtc).ToUnixTimeSeconds(), (uint)info.Length);
        var bytes = new byte[Kiln.Compiler.Pyc.PycHeader.SizeBytes];
        header.WriteTo(bytes);
        File.WriteAllBytes(Path.Combine(folder, "__pycache__", $"{name}.{Tag}.pyc"), bytes);
    }
}
