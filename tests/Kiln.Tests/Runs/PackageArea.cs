using System.Globalization;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Bytecode;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Runs;

/// <summary>An environment, a cache, and a folder of wheels in two versions each that have files in common, all below one temporary folder.</summary>
internal sealed class PackageArea : IDisposable
{
    private const int Modules = 40;

    private const string FindFaults = """
        import base64, csv, hashlib, os, sys
        root, site = sys.argv[1], sys.argv[2]
        listed = set()
        for name in os.listdir(site):
            if not name.endswith('.dist-info'):
                continue
            record = os.path.join(site, name, 'RECORD')
            if not os.path.exists(record):
                print('no RECORD in', name)
                continue
            for path, digest, size in csv.reader(open(record, encoding='utf-8', newline='')):
                full = os.path.normpath(os.path.join(site, path))
                listed.add(full)
                if not os.path.lexists(full):
                    print('missing', full)
                elif digest:
                    with open(full, 'rb') as file:
                        found = base64.urlsafe_b64encode(hashlib.sha256(file.read()).digest()).rstrip(b'=').decode()
                    if digest != 'sha256=' + found:
                        print('changed', full)
        for folder, folders, names in os.walk(root):
            for name in names + folders:
                full = os.path.join(folder, name)
                if name.startswith(('.kiln-', '.installing-')):
                    print('left over', full)
                if folder.startswith(site) and name in names and full not in listed and not name.endswith('.pyc'):
                    print('of nobody', full)
                if folder.startswith(site) and name in folders and not os.listdir(full):
                    print('empty', full)
                if name.endswith('.pyc') and os.path.basename(folder) == '__pycache__' and not os.path.exists(os.path.join(os.path.dirname(folder), name.split('.')[0] + '.py')):
                    print('without source', full)
        """;

    public PackageArea()
    {
        Cache = Folder / "cache";
        foreach (string name in Names)
        {
            for (int version = 1; version <= 2; version++)
                Wheel(name, version).Write(Folder / "wheels");
        }
        Assert.Equal((0, ""), (Run("venv", "-q", "-p", Pythons.Any, $"{Root}").ExitCode, ""));
        Site = FsPath.From(Directory.GetDirectories((Root / "lib").ToString(), "python*").Single()) / "site-packages";
    }

    /// <summary>The packages there are wheels of.</summary>
    public static string[] Names { get; } = ["alpha", "beta", "gamma", "delta"];

    public TempFolder Folder { get; } = new();

    /// <summary>Where Kiln keeps what it unpacked; the folder <c>cache</c> unless set.</summary>
    public FsPath Cache { get; set; }

    public FsPath Root => Folder / "env";

    public FsPath Site { get; }

    /// <summary>The words of a command of <c>kiln pip</c> on this environment.</summary>
    public string[] Pip(string command, params string[] words) =>
        ["pip", command, "-p", $"{Root}", "--cache-dir", $"{Cache}", .. command is "install" or "sync" ? (string[])["--no-index", "--find-links", $"{Folder / "wheels"}"] : [], .. words];

    /// <summary>A file that asks for all packages in one version.</summary>
    public string Requirements(int version) =>
        Folder.Write($"all-{version}.txt", string.Concat(Names.Select(name => $"{name}=={version}.0\n"))).ToString();

    /// <summary>Takes the cached bytecode away, so that the next run compiles.</summary>
    public void ForgetBytecode()
    {
        string bucket = (Cache / "bytecode-v1").ToString();
        if (Directory.Exists(bucket))
            Directory.Delete(bucket, recursive: true);
    }

    /// <summary>Runs Kiln to its end.</summary>
    public static ProcessRun Run(params string[] words) => ProcessRun.Of(KilnProcess.Program, words);

    /// <summary>Runs Kiln, which must end well.</summary>
    public static void Succeed(params string[] words)
    {
        var run = Run(words);
        Assert.True(run.ExitCode == 0, $"{string.Join(' ', words)}: {run.Messages}");
    }

    /// <summary>What is wrong: files that a RECORD does not tell right, that nobody owns, that are unfinished, bytecode that does not load.</summary>
    public IReadOnlyList<string> Faults() =>
    [
        .. Pythons.Run(FsPath.From(Pythons.Any), FindFaults, Root.ToString(), Site.ToString()).Split('\n', StringSplitOptions.RemoveEmptyEntries),
        .. PycFiles.Unloadable(Pythons.Any, Site),
    ];

    /// <summary>The distributions that are there: <c>alpha-1.0</c>.</summary>
    public IReadOnlyList<string> Installed() =>
        [.. Directory.EnumerateDirectories(Site.ToString(), "*.dist-info").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!];

    public void Dispose() => Folder.Dispose();

    /// <summary>Every third module is the same in both versions, and all packages have files in one folder.</summary>
    private static WheelBuilder Wheel(string name, int version)
    {
        var wheel = new WheelBuilder(name, $"{version}.0").Add($"{name}/__init__.py", "").Add($"{name}_single.py", $"VERSION = {version}\n")
            .Add($"common/{name}.py", $"NAME = '{name}'\n")
            .Add($"{name}-{version}.0.data/scripts/{name}-tool", $"#!python\nprint({version})\n")
            .Add($"{name}-{version}.0.data/data/share/{name}/text.txt", new string('t', 5000 * version))
            .Add($"{name}-{version}.0.dist-info/entry_points.txt", $"[console_scripts]\n{name} = {name}:main\n");
        for (int i = 0; i < Modules; i++)
        {
            string body = i % 3 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"VERSION = {version}{new string('0', version)}\n");
            wheel.Add($"{name}/part{i % 4}/mod{i}.py", $"{body}def f(x):\n    return x + {i}\n");
        }
        return wheel;
    }
}
