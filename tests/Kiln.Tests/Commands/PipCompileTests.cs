using Kiln.Tests.Support;

namespace Kiln.Tests.Commands;

/// <summary><c>kiln pip compile</c> beside uv's, on the real wheels: what is printed is equal byte for byte, but for the program's name.</summary>
public sealed class PipCompileTests(PipCompileTests.Inputs inputs) : IClassFixture<PipCompileTests.Inputs>
{
    [UvTheory]
    [InlineData("small.in")]
    [InlineData("./small.in")]
    [InlineData("@small.in")]
    [InlineData("small.in marked.in -c narrow.txt --override other.txt")]
    [InlineData("nested.in --annotation-style line")]
    [InlineData("nested.in --annotation-style=line --generate-hashes")]
    [InlineData("small.in --generate-hashes --no-generate-hashes")]
    [InlineData("small.in --generate-hashes --upgrade -P idna")]
    [InlineData("marked.in --no-strip-extras")]
    [InlineData("marked.in --no-strip-extras --no-strip-markers")]
    [InlineData("marked.in --emit-marker-expression --no-header")]
    [InlineData("small.in --emit-find-links --emit-index-url --emit-index-annotation")]
    [InlineData("small.in --emit-build-options --only-binary :all:")]
    [InlineData("small.in --emit-build-options --only-binary idna --only-binary certifi")]
    [InlineData("small.in --no-emit-package idna --unsafe-package certifi")]
    [InlineData("small.in --no-annotate --no-emit-package idna")]
    [InlineData("small.in --custom-compile-command build-them")]
    [InlineData("pyproject.toml")]
    [InlineData("pyproject.toml --all-extras --group dev")]
    [InlineData("pyproject.toml --extra web --annotation-style line")]
    [InlineData("pyproject.toml --extra nope")]
    [InlineData("--group dev --no-deps")]
    [InlineData("small.in --extra web")]
    [InlineData("small.in --excludes other.txt")]
    [InlineData("small.in --no-deps -q")]
    [InlineData("named.in --generate-hashes")]
    [InlineData("named.in --format pylock.toml")]
    [InlineData("marked.in --format pylock.toml")]
    [InlineData("small.in --format pylock.toml --emit-find-links --only-binary :all:")]
    [InlineData("small.in --python-version 3.12 --python-platform linux --format pylock.toml")]
    [InlineData("small.in --python-version 3.9")]
    [InlineData("impossible.in")]
    [InlineData("nope.in")]
    [InlineData("small.in -o pyproject.toml")]
    [InlineData("small.in -o other.toml")]
    [InlineData("small.in --resolver=legacy")]
    [InlineData("small.in --allow-unsafe --no-emit-options")]
    public void Prints_what_uv_prints(string words)
    {
        string[] split = [.. words.Split(' ').Select(word => word.StartsWith('@') ? Path.Combine(inputs.Folder, word[1..]) : word)];

        var theirs = inputs.Theirs(split);
        var ours = inputs.Ours(split);

        Assert.Equal(theirs.ExitCode, ours.ExitCode);
        Assert.Equal(Inputs.AsOurs(theirs.Data), ours.Data);
    }

    [UvTheory]
    [InlineData("idna==3.6 --hash=sha256:0000000000000000000000000000000000000000000000000000000000000000\n", "--generate-hashes")]
    [InlineData("# by hand\nrequests==2.0\nidna\n", "")]
    [InlineData("idna==3.6\n", "-U -q")]
    public void An_existing_file_is_read_and_replaced_as_by_uv(string before, string words)
    {
        string[] split = ["small.in", "-o", "out.txt", .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

        string output = Path.Combine(inputs.Folder, "out.txt");
        File.WriteAllText(output, before);
        var theirs = inputs.Theirs(split);
        string written = Inputs.AsOurs(File.ReadAllText(output));
        File.WriteAllText(output, before);
        var ours = inputs.Ours(split);

        Assert.Equal(written, File.ReadAllText(output));
        Assert.Equal(Inputs.AsOurs(theirs.Data), ours.Data);
        Assert.Equal((0, 0), (theirs.ExitCode, ours.ExitCode));
    }

    [UvTheory]
    [InlineData("pylock.toml")]
    [InlineData("pylock.some.toml")]
    public void The_name_of_a_lock_file_makes_one_and_it_is_kept(string name)
    {
        var theirs = inputs.Theirs("small.in", "-o", name);
        string written = Inputs.AsOurs(File.ReadAllText(Path.Combine(inputs.Folder, name)));

        Assert.Equal(0, theirs.ExitCode);
        Assert.Equal(0, inputs.Ours("small.in", "-o", name).ExitCode);
        Assert.Equal(written, File.ReadAllText(Path.Combine(inputs.Folder, name)));
    }

    [UvTheory]
    [InlineData(0x1a0)]
    [InlineData(0x1b4)]
    public void The_mode_and_the_link_of_the_output_stay(int mode)
    {
        if (OperatingSystem.IsWindows())
            return;
        string file = Path.Combine(inputs.Folder, $"mode-{mode}.txt"), link = Path.Combine(inputs.Folder, $"link-{mode}.txt");
        File.WriteAllText(file, "");
        File.SetUnixFileMode(file, (UnixFileMode)mode);
        File.CreateSymbolicLink(link, file);

        Assert.Equal(0, inputs.Ours("small.in", "-o", link).ExitCode);

        Assert.Equal(file, new FileInfo(link).LinkTarget);
        Assert.Equal((UnixFileMode)mode, File.GetUnixFileMode(file));
        Assert.Contains("requests==2.31.0", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [UvTheory]
    [InlineData("-")]
    public void Standard_input_is_a_file_without_a_name(string file)
    {
        var theirs = inputs.Piped(Kiln.Engine.Tests.Support.Uv.Executable!, "requests\n-r small.in", "pip", "compile", "--no-index", file);
        var ours = inputs.Piped(ProcessRun.Kiln, "requests\n-r small.in", "pip", "compile", "--no-index", file);

        Assert.Equal(Inputs.AsOurs(theirs.Data), ours.Data);
    }

    [Fact]
    public void What_cannot_be_done_yet_says_so()
    {
        var run = CommandRun.Of(["pip", "compile", "x.in", "--universal"]);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("error: `--universal` makes one file for all platforms, which Kiln does not do yet\n", run.Messages, StringComparison.Ordinal);
    }

    /// <summary>A folder of inputs; the wheels are those of the shared corpus.</summary>
    public sealed class Inputs : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Inputs()
        {
            Write("small.in", "# what we need\nrequests>=2\n");
            Write("marked.in", "httpx ; python_version > '3.0'\nrequests[security]>=2 ; sys_platform == 'linux'\nnbclient[test] ; sys_platform == 'win32'\n"
                + "ipykernel ; implementation_name == 'cpython' and sys_platform != 'win32'\n");
            Write("nested.in", "requests\n-c narrow.txt\n-r small.in\n");
            Write("narrow.txt", "idna<3.7\nurllib3<99 ; sys_platform == 'win32'\n");
            Write("other.txt", "certifi>2020\n");
            Write("impossible.in", "requests==2.0\nrequests>3\n");
            Write("pyproject.toml", """
                [project]
                name = "Some.Project"
                version = "1"
                dependencies = ["requests", "plotly"]
                [project.optional-dependencies]
                web = ["httpx"]
                [dependency-groups]
                dev = ["pexpect"]
                """);
            if (UvRun.SharedFolder("corpus", "seed") is { } wheels)
                Write("named.in", $"requests @ file://{wheels}/requests-2.31.0-py3-none-any.whl\n{wheels}/idna-3.6-py3-none-any.whl\n");
        }

        /// <summary>Where they are.</summary>
        public string Folder => _folder.Path;

        /// <summary>What uv wrote, as if Kiln had.</summary>
        public static string AsOurs(string text) => text.Replace("autogenerated by uv ", "autogenerated by kiln ", StringComparison.Ordinal)
            .Replace("\n#    uv pip", "\n#    kiln pip", StringComparison.Ordinal).Replace("created-by = \"uv\"", "created-by = \"kiln\"", StringComparison.Ordinal);

        /// <summary>Runs uv there.</summary>
        internal ProcessRun Theirs(params string[] words) => ProcessRun.Of(Kiln.Engine.Tests.Support.Uv.Executable!, ["pip", "compile", "--no-index", .. words], Folder, Variables);

        /// <summary>Runs Kiln there.</summary>
        internal ProcessRun Ours(params string[] words) => ProcessRun.Of(ProcessRun.Kiln, ["pip", "compile", "--no-index", .. words], Folder, Variables);

        /// <summary>Runs either with something on standard input.</summary>
        internal ProcessRun Piped(string program, string input, params string[] words) =>
            ProcessRun.Of("/bin/sh", ["-c", "printf '%s' \"$INPUT\" | \"$0\" \"$@\"", program, .. words], Folder, new(Variables) { ["INPUT"] = input });

        public void Dispose() => _folder.Dispose();

        private Dictionary<string, string> Variables => new()
        {
            ["UV_PYTHON"] = Python312.Executable!,
            ["UV_PYTHON_DOWNLOADS"] = "never",
            ["UV_OFFLINE"] = "1",
            ["UV_NO_CONFIG"] = "1",
            ["UV_FIND_LINKS"] = UvRun.SharedFolder("corpus", "seed")!,
            ["UV_CACHE_DIR"] = Path.Combine(Folder, "uv-cache"),
            ["KILN_CACHE_DIR"] = Path.Combine(Folder, "kiln-cache"),
        };

        private void Write(string name, string content) => File.WriteAllText(Path.Combine(Folder, name), content);
    }
}
