using System.Text.Json;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Managed;

/// <summary>A home for managed Pythons, and a real server of archives with its list of downloads.</summary>
internal sealed class PythonArea : IDisposable
{
    private readonly Dictionary<string, object> _list = [];
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly TestServer _server;

    public PythonArea() => _server = new TestServer(Serve);

    /// <summary>All that happens happens here.</summary>
    public TempFolder Folder { get; } = new();

    /// <summary>Where Pythons are put.</summary>
    public FsPath Root => Folder / "pythons";

    /// <summary>Where their programs are put.</summary>
    public FsPath Programs => Folder / "bin";

    /// <summary>What the server was asked.</summary>
    public IReadOnlyList<TestRequest> Requests => _server.Requests;

    /// <summary>Gives an answer another form.</summary>
    public Func<TestRequest, TestAnswer, TestAnswer> Change { get; set; } = static (_, answer) => answer;

    /// <summary>The variables of every run; more can be added.</summary>
    public Dictionary<string, string> Variables => new()
    {
        ["HOME"] = $"{Folder.Folder("home")}",
        ["PATH"] = $"/usr/bin:/bin:{Programs}",
        ["KILN_CACHE_DIR"] = $"{Folder / "cache"}",
        ["KILN_PYTHON_INSTALL_DIR"] = $"{Root}",
        ["KILN_PYTHON_BIN_DIR"] = $"{Programs}",
        ["KILN_PYTHON_DOWNLOADS_JSON_URL"] = $"{Folder / "list.json"}",
        ["KILN_HTTP_RETRIES"] = "0",
        ["KILN_NO_CONFIG"] = "1",
    };

    /// <summary>Puts an archive on the server and into the list; the key of its Python.</summary>
    public string Add(byte[] archive, string version, string? sha256 = null, string build = "20240107", string name = "cpython", string os = "linux", string variant = "", string ending = "tar.gz")
    {
        string[] numbers = version.Split('.');
        bool isPyodide = os == "emscripten";
        string platform = isPyodide ? "emscripten-wasm32-musl" : Kiln.Engine.Interpreters.PythonPlatform.OfMachine.ToString();
        string[] machine = platform.Split('-');
        string[] family = machine[1].Split("_v");
        string file = $"{name}-{version}-{variant}{build}.{ending}";
        _files["/" + file] = archive;
        string key = $"{(isPyodide ? "pyodide" : name)}-{version}{(variant.Length > 0 ? "+" + variant : "")}-{platform}";
        _list[key] = new Dictionary<string, object?>
        {
            ["name"] = name,
            ["arch"] = new Dictionary<string, object?> { ["family"] = family[0], ["variant"] = family.Length > 1 ? "v" + family[1] : null },
            ["os"] = machine[0],
            ["libc"] = machine[2],
            ["major"] = int.Parse(numbers[0], null),
            ["minor"] = int.Parse(numbers[1], null),
            ["patch"] = int.Parse(numbers[2], null),
            ["prerelease"] = "",
            ["url"] = $"{_server.Url}{file}",
            ["sha256"] = sha256 ?? Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(archive)),
            ["variant"] = variant.Length > 0 ? variant : null,
            ["build"] = build,
        };
        Folder.Write("list.json", JsonSerializer.Serialize(_list));
        return key;
    }

    /// <summary>Puts a Python that is only told of onto the server: it has the right files, and none of them works.</summary>
    public string AddHollow(string version, string build = "20240107") => Add(Hollow(version), version, build: build);

    /// <summary>The archive of a Python that is only told of.</summary>
    public static byte[] Hollow(string version)
    {
        string minor = version[..version.LastIndexOf('.')];
        return StandaloneArchive.Pack(
            ($"python/bin/python{minor}", "#!/bin/sh\nexit 7\n"), ("python/bin/python3", $"->python{minor}"),
            ($"python/lib/python{minor}/os.py", $"version = '{version}'\n"),
            ($"python/lib/python{minor}/_sysconfigdata__linux.py", "build_time_vars = {'prefix': '/install', 'CC': 'clang -pthread'}\n"),
            ("python/lib/pkgconfig/python3.pc", "prefix=/install\nName: Python\n"));
    }

    /// <summary>Runs <c>kiln python</c> in this process.</summary>
    public CommandRun Run(params string[] words) => CommandRun.With(Variables, ["python", .. words]);

    /// <summary>Runs it with one more variable.</summary>
    public CommandRun RunWith(string variable, string value, params string[] words) => CommandRun.With(new(Variables) { [variable] = value }, ["python", .. words]);

    /// <summary>The words for a process of its own.</summary>
    public string[] Install(params string[] targets) =>
    [
        "python", "install", "--no-config", "--no-bin", "--install-dir", $"{Root}", "--cache-dir", $"{Folder / "cache"}", "--python-downloads-json-url", $"{Folder / "list.json"}", .. targets,
    ];

    /// <summary>Names of what is in the folder of Pythons, hidden things left out.</summary>
    public string[] Installed() => Directory.Exists($"{Root}")
        ? [.. Directory.GetFileSystemEntries($"{Root}").Select(static each => Path.GetFileName(each)).Where(static name => name[0] != '.').Order(StringComparer.Ordinal)] : [];

    /// <summary>Names of what is unfinished.</summary>
    public string[] Unfinished() => Directory.Exists($"{Root / ".temp"}") ? [.. Directory.GetFileSystemEntries($"{Root / ".temp"}").Select(static each => Path.GetFileName(each))] : [];

    public void Dispose()
    {
        _server.Dispose();
        Folder.Dispose();
    }

    private TestAnswer Serve(TestRequest request) => Change(request, _files.TryGetValue(request.Target, out byte[]? file) ? TestAnswer.OfFile(file, request) : TestAnswer.Of(404, ""));
}
