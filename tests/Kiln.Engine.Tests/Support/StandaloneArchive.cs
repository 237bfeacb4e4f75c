using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Kiln.Engine.Io;

namespace Kiln.Engine.Tests.Support;

/// <summary>
/// An archive as python-build-standalone makes them (<c>python/bin/python3.12</c>, <c>python/lib/python3.12</c>, no bytecode), of an interpreter of this machine;
/// of its standard library only what it needs to start, to be asked and to compile.
/// </summary>
internal sealed record StandaloneArchive(string Version, byte[] Content)
{
    private const string Modules = """
        import sys
        for name in "json sysconfig platform struct re subprocess os site signal threading importlib.util py_compile compileall warnings ast keyword stat encodings.latin_1 encodings.ascii encodings.utf_8_sig encodings.cp437 __future__ colorsys".split():
            try:
                __import__(name)
            except ImportError:
                pass
        sysconfig = sys.modules["sysconfig"]
        sysconfig.get_config_vars()
        print("%d.%d.%d" % sys.version_info[:3])
        print(sys.prefix)
        # The module of this file calls itself by another one's name.
        print(sys.modules["collections"].__path__[0] + "/abc.py")
        for module in list(sys.modules.values()):
            file = getattr(module, "__file__", None)
            if file and file.startswith(sys.prefix) and "site-packages" not in file:
                print(file)
        """;

    private static readonly Dictionary<string, StandaloneArchive> Made = [];

    /// <summary>Its hash.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Content));

    /// <summary>"3.12"</summary>
    public string Minor => Version[..Version.LastIndexOf('.')];

    /// <summary>The archive of an interpreter; made once.</summary>
    public static StandaloneArchive Of(string executable)
    {
        lock (Made)
            return Made.TryGetValue(executable, out var known) ? known : Made[executable] = Make(executable);
    }

    /// <summary>An archive of whatever members; a name that ends with a slash is a folder, content that begins with <c>-></c> a link.</summary>
    public static byte[] Pack(params (string Name, string Content)[] members) =>
        Pack(members.Select(static member => member switch
        {
            { Name: [.., '/'] } => new PaxTarEntry(TarEntryType.Directory, member.Name),
            { Content: ['-', '>', ..] } => new PaxTarEntry(TarEntryType.SymbolicLink, member.Name) { LinkName = member.Content[2..] },
            _ => File(member.Name, Encoding.UTF8.GetBytes(member.Content), member.Name.Contains("/bin/", StringComparison.Ordinal)),
        }));

    /// <summary>An archive of entries.</summary>
    public static byte[] Pack(IEnumerable<TarEntry> entries)
    {
        var content = new MemoryStream();
        using (var zip = new GZipStream(content, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new TarWriter(zip, leaveOpen: true))
        {
            foreach (var entry in entries)
                writer.WriteEntry(entry);
        }
        return content.ToArray();
    }

    /// <summary>A file of an archive.</summary>
    public static PaxTarEntry File(string name, byte[] content, bool isRunnable = false) => new(TarEntryType.RegularFile, name)
    {
        DataStream = new MemoryStream(content),
        Mode = isRunnable ? (UnixFileMode)0x1ed : (UnixFileMode)0x1a4,
    };

    private static StandaloneArchive Make(string executable)
    {
        string[] lines = Pythons.Run(FsPath.From(executable), Modules).Split('\n');
        string version = lines[0], prefix = lines[1], minor = version[..version.LastIndexOf('.')];
        var entries = new List<TarEntry>
        {
            File($"python/bin/python{minor}", System.IO.File.ReadAllBytes(Path.Combine(prefix, "bin", "python" + minor)), isRunnable: true),
            new PaxTarEntry(TarEntryType.SymbolicLink, "python/bin/python3") { LinkName = "python" + minor },
            File("python/lib/pkgconfig/python3.pc", Encoding.ASCII.GetBytes("prefix=/install\nName: Python\n")),
        };
        // The build is said to have been made below /install, as those of python-build-standalone are.
        foreach (string file in lines[2..].Distinct().Order(StringComparer.Ordinal))
        {
            byte[] content = System.IO.File.ReadAllBytes(file);
            if (Path.GetFileName(file).StartsWith("_sysconfigdata", StringComparison.Ordinal))
                content = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(content).Replace(prefix, "/install", StringComparison.Ordinal));
            entries.Add(File($"python/{Path.GetRelativePath(prefix, file)}", content));
        }
        return new StandaloneArchive(version, Pack(entries));
    }
}
