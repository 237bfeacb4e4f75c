using Kiln.Tests.Support;

namespace Kiln.Tests.Commands;

/// <summary><c>kiln pip list</c>, <c>freeze</c>, <c>show</c>, <c>check</c> and <c>tree</c>, beside uv's on the same environments.</summary>
public sealed class PipInspectionTests(PipInspectionTests.Environments environments) : IClassFixture<PipInspectionTests.Environments>
{
    [UvTheory]
    [InlineData("list")]
    [InlineData("list -e")]
    [InlineData("list --exclude-editable --format freeze")]
    [InlineData("list --format json")]
    [InlineData("list --exclude nope --exclude Foo.bar")]
    [InlineData("list --strict")]
    [InlineData("list --format nope")]
    [InlineData("list -p nope")]
    [InlineData("list --prefix .")]
    [InlineData("ls --target lib/python3.12/site-packages")]
    [InlineData("freeze")]
    [InlineData("freeze --exclude-editable --exclude a")]
    [InlineData("freeze --path lib/python3.12/site-packages")]
    [InlineData("show editable archive repository egg dup Foo.Bar d")]
    [InlineData("show -f a built")]
    [InlineData("show a nope")]
    [InlineData("show nope")]
    [InlineData("show")]
    [InlineData("check")]
    [InlineData("check --python-version 3.13")]
    [InlineData("tree")]
    [InlineData("tree --invert")]
    [InlineData("tree --package d")]
    [InlineData("tree --package d --invert")]
    [InlineData("tree --package a --package d")]
    [InlineData("tree --package nope")]
    [InlineData("tree --prune e")]
    [InlineData("tree --no-dedupe")]
    [InlineData("tree --depth 1")]
    [InlineData("tree --depth 0")]
    [InlineData("tree --show-version-specifiers")]
    [InlineData("tree --show-version-specifiers --invert")]
    public void Odd_environments_look_as_in_uv(string words) => AssertSame(environments.Odd, words);

    [UvTheory]
    [InlineData("list")]
    [InlineData("freeze")]
    [InlineData("check")]
    [InlineData("show -f jinja2 tornado jupyter")]
    [InlineData("show --strict six")]
    [InlineData("tree")]
    [InlineData("tree --invert")]
    [InlineData("tree --no-dedupe")]
    [InlineData("tree --show-version-specifiers")]
    [InlineData("tree --show-version-specifiers --invert")]
    [InlineData("tree --package jinja2 --invert")]
    [InlineData("tree --package notebook --depth 2 --prune jupyterlab")]
    public void Jupyters_environment_looks_as_in_uv(string words) => AssertSame(environments.Jupyter, words);

    [UvTheory]
    [InlineData("list")]
    [InlineData("show bad good")]
    [InlineData("check")]
    [InlineData("tree")]
    public void An_environment_with_unreadable_metadata_looks_as_in_uv(string words) => AssertSame(environments.Broken, words);

    [UvTheory]
    [InlineData("check")]
    [InlineData("check --python-version 3.13")]
    public void Check_finds_what_uv_finds(string words)
    {
        var (theirs, ours) = Run(environments.Odd, words);

        Assert.Equal(1, ours.ExitCode);
        Assert.Equal(Findings(theirs.Messages), Findings(ours.Messages));
    }

    /// <summary>uv's order is that of a hash table; the time and the interpreter are told on lines of their own.</summary>
    private static string[] Findings(string messages) =>
        [.. messages.Split('\n').Where(static line => !line.StartsWith("Using ", StringComparison.Ordinal) && !line.StartsWith("Checked ", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static void AssertSame(string environment, string words)
    {
        var (theirs, ours) = Run(environment, words);

        Assert.Equal(theirs.Data, ours.Data);
        Assert.Equal(theirs.ExitCode, ours.ExitCode);
    }

    private static (ProcessRun Theirs, CommandRun Ours) Run(string environment, string words)
    {
        // Both may name a relative folder; only a process of its own has a current folder of its own.
        string[] split = [.. words.Split(' ').Select(word => word.StartsWith("lib/", StringComparison.Ordinal) || word == "." ? Path.Combine(environment, word) : word)];
        string root = Path.GetDirectoryName(environment)!;
        return (UvRun.Of(root, new() { ["VIRTUAL_ENV"] = environment }, ["pip", .. split]),
            CommandRun.With(new() { ["VIRTUAL_ENV"] = environment, ["KILN_CACHE_DIR"] = Path.Combine(root, "kiln-cache"), ["PATH"] = Environment.GetEnvironmentVariable("PATH")! }, ["pip", .. split]));
    }

    /// <summary>Three environments, made by uv once for all tests.</summary>
    public sealed class Environments : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly Lazy<string> _odd, _jupyter, _broken;

        public Environments()
        {
            _odd = new(MakeOdd);
            _jupyter = new(MakeJupyter);
            _broken = new(MakeBroken);
        }

        /// <summary>Metadata of every kind, written by hand.</summary>
        public string Odd => _odd.Value;

        /// <summary>The real wheels.</summary>
        public string Jupyter => _jupyter.Value;

        /// <summary>A package whose metadata no one understands, beside one that is well.</summary>
        public string Broken => _broken.Value;

        public void Dispose() => _folder.Dispose();

        private string MakeJupyter()
        {
            string environment = Make("jupyter");
            var run = UvRun.Of(_folder.Path, new() { ["VIRTUAL_ENV"] = environment }, "pip", "install", "--no-index", "--find-links", UvRun.SharedFolder("corpus", "seed")!, "jupyter");
            Assert.Equal(0, run.ExitCode);
            return environment;
        }

        private string MakeOdd()
        {
            string environment = Make("odd");
            string packages = Packages(environment);
            Write("a", "1.0", "Requires-Dist: b>=2", "Requires-Dist: c ; extra == 'x'", "Requires-Dist: d[x]", "Provides-Extra: x");
            Write("b", "1.0", "Requires-Dist: e", "Requires-Python: >=3.13");
            Write("d", "1.0", "Requires-Dist: e<2,>1 ; extra == 'x'", "Provides-Extra: x", "Requires-Dist: win ; sys_platform == 'win32'");
            Write("e", "1.5", "Requires-Dist: a", "Requires-Dist: missing<2,!=1.5,>=1; sys_platform != 'win32'");
            Write("f", "1.0", "Requires-Dist: built @ file:///x.whl", "Requires-Dist: Foo.Bar<2,>0.1,!=1.1");
            Write("Foo_Bar", "1.0.post1");
            Write("dup", "1.0");
            Write("dup", "2.0");
            Write("editable", "1.0");
            Write("archive", "1.0");
            Write("repository", "1.0");
            Write("built", "1.0");
            File.WriteAllText(Path.Combine(packages, "built-1.0.dist-info", "WHEEL"), "Wheel-Version: 1.0\nTag: cp311-cp311-linux_x86_64\n");
            File.WriteAllText(Path.Combine(packages, "editable-1.0.dist-info", "direct_url.json"), """{"url":"file:///some/project","dir_info":{"editable":true}}""");
            File.WriteAllText(Path.Combine(packages, "archive-1.0.dist-info", "direct_url.json"), """{"url":"file:///a-1.0.whl","archive_info":{"hash":"sha256=abc"}}""");
            File.WriteAllText(Path.Combine(packages, "repository-1.0.dist-info", "direct_url.json"),
                """{"url":"https://host/x.git","subdirectory":"sub","vcs_info":{"vcs":"git","commit_id":"0123456","requested_revision":"main"}}""");
            Directory.CreateDirectory(Path.Combine(packages, "egg-2.0.egg-info"));
            File.WriteAllText(Path.Combine(packages, "egg-2.0.egg-info", "PKG-INFO"), "Metadata-Version: 1.0\nName: egg\nVersion: 2.0\n\n");
            return environment;

            void Write(string name, string version, params string[] fields) => WritePackage(packages, name, version, fields);
        }

        private string MakeBroken()
        {
            string environment = Make("broken");
            WritePackage(Packages(environment), "bad", "1.0", "Requires-Dist: b = 1");
            WritePackage(Packages(environment), "good", "1.0", "Requires-Dist: bad");
            return environment;
        }

        private static string Packages(string environment) => Path.Combine(environment, "lib", "python3.12", "site-packages");

        private static void WritePackage(string packages, string name, string version, params string[] fields)
        {
            string folder = Path.Combine(packages, $"{name}-{version}.dist-info");
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "METADATA"), $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{string.Concat(fields.Select(static field => field + "\n"))}");
            File.WriteAllText(Path.Combine(folder, "WHEEL"), "Wheel-Version: 1.0\nTag: py3-none-any\n");
            File.WriteAllText(Path.Combine(folder, "RECORD"), $"{name}/z.py,,\n{name}.py,,\n\"{name},.py\",,\n");
        }

        private string Make(string name)
        {
            string environment = Path.Combine(_folder.Path, name);
            var run = UvRun.Of(_folder.Path, [], "venv", "-q", "-p", Python312.Executable!, environment);
            Assert.Equal(0, run.ExitCode);
            return environment;
        }
    }
}
