using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;
using UvTheoryAttribute = Kiln.Tests.Support.UvTheoryAttribute;

namespace Kiln.Tests.Runs;

/// <summary>Kiln, uv and pip in turn in one environment: each lists, upgrades and removes what another one installed.</summary>
public sealed class OtherInstallersTests : IDisposable
{
    // A module without a package, a script of the wheel's own, data outside of site-packages, a compiled extension with an empty folder for libraries.
    private static readonly string[] Packages = ["six", "jsonpointer", "jupyterlab-pygments", "tornado"];
    private static readonly string[] FromCorpus = ["--no-index", "--no-deps", "--find-links", UvRun.SharedFolder("corpus", "seed") ?? "", "--find-links", UvRun.SharedFolder("corpus", "open") ?? ""];

    private readonly TemporaryFolder _folder = new();
    private readonly string _environment;

    public OtherInstallersTests() => _environment = Path.Combine(_folder.Path, "environment");

    [UvTheory]
    [InlineData("kiln", "uv")]
    [InlineData("kiln", "pip")]
    [InlineData("uv", "kiln")]
    [InlineData("pip", "kiln")]
    public void What_one_installed_another_lists_and_upgrades(string first, string second)
    {
        MakeEnvironment();
        Run(first, ["install", .. FromCorpus, "idna==3.6", "six"]);

        Assert.Equal(["idna==3.6", "six==1.16.0"], Frozen(second));
        Run(second, ["install", .. FromCorpus, "--upgrade", "idna"]);

        Assert.Equal(["idna==3.20", "six==1.16.0"], Frozen(first));
        Assert.Equal(["idna==3.20", "six==1.16.0"], Frozen(second));
        Run(second, ["uninstall", .. Yes(second), "idna", "six"]);
        Assert.Empty(FilesOfSite());
    }

    [UvTheory]
    [InlineData("uv")]
    [InlineData("pip")]
    public void Others_remove_what_kiln_installed_with_the_bytecode_of_all_levels(string other)
    {
        MakeEnvironment();
        Run("kiln", ["install", .. FromCorpus, .. Packages]);
        Succeed(ProcessRun.Kiln, ["compile", "-p", _environment, "-o", "1", "-o", "2"]);
        string[] recorded = [.. Directory.GetFiles(_environment, "RECORD", SearchOption.AllDirectories).SelectMany(Recorded)];
        Assert.Contains(recorded, path => path.EndsWith("six.cpython-312.opt-2.pyc", StringComparison.Ordinal));

        Run(other, ["uninstall", .. Yes(other), .. Packages]);

        Assert.DoesNotContain(recorded, File.Exists);
        Assert.Empty(FilesOfSite());
    }

    [UvTheory]
    [InlineData("uv")]
    [InlineData("pip")]
    public void Kiln_removes_what_others_installed_and_leaves_nothing(string other)
    {
        MakeEnvironment();
        string[] before = Entries();
        Run(other, ["install", other == "uv" ? "--compile-bytecode" : "--compile", .. FromCorpus, .. Packages]);
        Succeed(Python312.Executable!, ["-m", "compileall", "-q", "-o", "1", "-o", "2", _environment]);

        Run("kiln", ["uninstall", .. Packages]);

        Assert.Equal(before, Entries());
    }

    public void Dispose() => _folder.Dispose();

    private void MakeEnvironment() => Succeed(Python312.Executable!, ["-m", "venv", "--without-pip", _environment]);

    private static string[] Yes(string installer) => installer == "pip" ? ["-y"] : [];

    private string[] Frozen(string installer) =>
        [.. Run(installer, ["freeze"]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];

    private string Run(string installer, string[] words)
    {
        string[] command = installer switch
        {
            "pip" => [Python312.Executable!, Path.Combine(Uv.Peer("pip-*.whl")!, "pip"), "--python", _environment, "--disable-pip-version-check", .. words],
            "uv" => [Uv.Executable!, "pip", .. words, "-p", _environment, "--cache-dir", Path.Combine(_folder.Path, "uv-cache")],
            _ => [ProcessRun.Kiln, "pip", .. words, "-p", _environment, "--cache-dir", Path.Combine(_folder.Path, "kiln-cache")],
        };
        return Succeed(command[0], command[1..]);
    }

    private string Succeed(string program, string[] words)
    {
        var run = ProcessRun.Of(program, words, _folder.Path);
        Assert.True(run.ExitCode == 0, $"{program} {string.Join(' ', words)}\n{run.Messages}");
        return run.Data;
    }

    /// <summary>All that is there, but for the environment's lock, which uv and Kiln leave there alike.</summary>
    private string[] Entries() =>
        [.. Directory.GetFileSystemEntries(_environment, "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) != ".lock").Order(StringComparer.Ordinal)];

    /// <summary>pip removes site-packages too when it is empty.</summary>
    private IEnumerable<string> FilesOfSite() => Entries().Where(path => path.Contains("/site-packages/", StringComparison.Ordinal) && File.Exists(path));

    private static IEnumerable<string> Recorded(string record) =>
        File.ReadLines(record).Select(row => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(record)!, "..", row.Split(',')[0])));
}
