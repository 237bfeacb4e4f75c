using System.Text.Json.Nodes;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Commands;

/// <summary><c>kiln pip install --report</c> beside pip's own report of the same wheels.</summary>
public sealed class PipReportTests
{
    [UvTheory]
    [InlineData("jupyter requests[security]")]
    [InlineData("plotly @/six-1.16.0-py2.py3-none-any.whl")]
    public void The_report_is_pips(string packages)
    {
        using var folder = new TemporaryFolder();
        string wheels = UvRun.SharedFolder("corpus", "seed")!, theirs = Path.Combine(folder.Path, "theirs.json"), ours = Path.Combine(folder.Path, "ours.json");
        string[] words = ["install", "--dry-run", "--no-index", "--find-links", wheels, "--target", Path.Combine(folder.Path, "target"), .. packages.Replace("@", wheels, StringComparison.Ordinal).Split(' ')];

        var pip = ProcessRun.Of(Python312.Executable!, ["-m", "pip", .. words, "--report", theirs], folder.Path, new() { ["PYTHONPATH"] = Uv.Peer("pip-*.whl")! });
        var kiln = CommandRun.With(Variables(folder), ["pip", .. words, "-p", Python312.Executable!, "--report", ours]);

        Assert.Equal((0, 0), (pip.ExitCode, kiln.ExitCode));
        Assert.Equal(Comparable(File.ReadAllText(theirs)), Comparable(File.ReadAllText(ours)));
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "target", "six.py")));
    }

    [UvTheory]
    [InlineData("six")]
    public void A_dash_prints_it(string package)
    {
        using var folder = new TemporaryFolder();

        var run = CommandRun.With(Variables(folder), ["pip", "install", "--dry-run", "--no-index", "-f", UvRun.SharedFolder("corpus", "seed")!, "-p", Python312.Executable!, "-t", folder.Path, package, "--report", "-"]);

        Assert.Equal(package, (string?)JsonNode.Parse(run.Data)!["install"]![0]!["metadata"]!["name"]);
    }

    private static Dictionary<string, string> Variables(TemporaryFolder folder) =>
        new() { ["KILN_CACHE_DIR"] = Path.Combine(folder.Path, "cache"), ["PATH"] = Environment.GetEnvironmentVariable("PATH")! };

    /// <summary>By name, since the order is nothing that is promised; without the program's version, and blanks at the ends of fields, which Kiln does not read.</summary>
    private static string Comparable(string report)
    {
        var document = JsonNode.Parse(report)!.AsObject();
        document.Remove("pip_version");
        document["install"] = new JsonArray([.. document["install"]!.AsArray().OrderBy(each => (string?)each!["metadata"]!["name"], StringComparer.OrdinalIgnoreCase).Select(each => each!.DeepClone())]);
        return document.ToJsonString().Replace(" \",\"", "\",\"", StringComparison.Ordinal);
    }
}
