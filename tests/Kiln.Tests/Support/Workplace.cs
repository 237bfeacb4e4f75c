using System.Security.Cryptography;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Tests.Support;

/// <summary>
/// A folder in which uv and Kiln do the same things one after the other, each from the same state: an environment <c>env</c> of Python 3.12,
/// which holds <c>lonely</c> whose dependency is missing, if wanted; wheels in <c>wheels</c>, and files of requirements.
/// </summary>
internal sealed class Workplace : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Workplace(bool withEnvironment = true)
    {
        var wheels = FsPath.From(Path.Combine(_folder.Path, "wheels"));
        Add("plain", "1.0", "py3-none-any");
        string other = Add("other", "1.0", "py3-none-any");
        string needy = Add("needy", "1.0", "py3-none-any", "Requires-Dist: plain");
        Add("picky", "1.0", "py3-none-any", "Requires-Dist: plain<1");
        Add("lonely", "1.0", "py3-none-any", "Requires-Dist: nobody");
        Add("newer", "1.0", "py3-none-any", "Requires-Python: >=3.99");
        Add("foreign", "1.0", "cp312-cp312-win_amd64");
        Write("wheels/broken-1.0-py3-none-any.whl", "no archive");
        Write("empty.txt", "");
        Write("plain.txt", "plain==1.0\n");
        Write("hashed.txt", $"needy==1.0 --hash=sha256:{needy}\n");
        Write("wrong.txt", $"plain==1.0 --hash=sha256:{other}\n");
        Write("bad.txt", "plain ~ 1\n");
        Write("full/file.txt", "");
        Write("project/pyproject.toml", "[project]\nname = 'project'\nversion = '1'\ndependencies = ['lonely']\n");
        if (!withEnvironment)
            return;
        Assert.Equal(0, Theirs("venv", "-p", Python312.Executable!, "env").ExitCode);
        Assert.Equal(0, Theirs("pip", "install", "-p", "env", "--no-deps", "--no-index", "-f", "wheels", "lonely").ExitCode);

        string Add(string name, string version, string tag, params string[] fields)
        {
            var wheel = new WheelBuilder(name, version) { FileName = $"{name}-{version}-{tag}.whl" }
                .Add($"{name}.py", "x = 1\n")
                .Add($"{name}-{version}.dist-info/METADATA", $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{string.Concat(fields.Select(static field => field + "\n"))}")
                .Add($"{name}-{version}.dist-info/WHEEL", $"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: {(tag.EndsWith("any", StringComparison.Ordinal) ? "true" : "false")}\nTag: {tag}\n");
            return Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(wheel.Write(wheels).ToString())));
        }
    }

    /// <summary>Where it is.</summary>
    public string Folder => _folder.Path;

    /// <summary>The words of a line; <c>@name</c> is a path here.</summary>
    public string[] Words(string line) =>
        [.. line.Split(' ').Select(word => word.StartsWith('@') ? Path.Combine(Folder, word[1..]) : word)];

    /// <summary>Runs Kiln in this process.</summary>
    public CommandRun Ours(params string[] words) => CommandRun.With(
        new(Variables) { ["KILN_CACHE_DIR"] = Path.Combine(Folder, "kiln-cache"), ["PATH"] = Variables.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH")! }, words);

    /// <summary>Runs uv; not offline, since that would change how an address that refuses is answered.</summary>
    public ProcessRun Theirs(params string[] words) => ProcessRun.Of(Uv.Executable!, words, Folder, new(Variables)
    {
        ["UV_PYTHON_DOWNLOADS"] = "never",
        ["UV_CACHE_DIR"] = Path.Combine(Folder, "uv-cache"),
        ["UV_NO_CONFIG"] = "1",
        ["UV_HTTP_RETRIES"] = "0",
    });

    /// <summary>The variables of both.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    public void Dispose() => _folder.Dispose();

    private void Write(string name, string content)
    {
        string path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
