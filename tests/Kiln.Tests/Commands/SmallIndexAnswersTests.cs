using System.Text;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Commands;

/// <summary>
/// <c>pip compile</c> on <see cref="SmallIndexes"/>: what uv answers is kept in a snapshot, and is what Kiln answers. Pins are compared, with their
/// hashes; of requirements that cannot be met, only that they cannot.
/// </summary>
public sealed class SmallIndexAnswersTests : IDisposable
{
    private const string Name = "SmallIndexAnswers";
    private const string Two = "[[index]]\nname = \"two\"\nurl = \"TWO\"\n";

    private static readonly string[] PreReleaseModes = ["disallow", "allow", "if-necessary", "explicit", "if-necessary-or-explicit"];

    private static readonly string[] Strategies = ["first-index", "unsafe-first-match", "unsafe-best-match"];

    private static readonly string[] Yanked =
        ["plain", "plain==2.1", "plain>=2.1", "plain>2", "plain!=2.0", "gone", "gone==1.0", "gone===1.0", "gone>=1.0", "half", "half==2.0", "half>1", "half==2.*",
         "wanthalf", "wantnew", "half==2.0 wantnew", "half==2.0 wanthalf", "half==2.0 --generate-hashes"];

    private static readonly string[] Same =
        ["plain===2.0", "plain===2.1", "plain===3.0rc1", "plain===2", "plain===2.00", "local===1.0", "local===1.0+cpu", "onlylocal===2.0", "same==1.0", "same>1.0", "same<1.0.post1", "same==1.0.0.post1"];

    private static readonly string[] Local =
        ["local", "local==1.0", "local==1.0+cpu", "local<1.0", "local>1.0", "local>=1.0", "local<=1.0", "local!=1.0", "local!=1.0+cpu.2", "local==1.0.*", "local~=1.0", "onlylocal",
         "onlylocal==2.0", "onlylocal>2.0", "onlylocal>=2.0", "onlylocal<=2.0", "wantlocal", "wantcpu", "wantlocal wantcpu", "wantlocal local==1.0+cpu", "local --generate-hashes"];

    private static readonly string[] PreReleases =
        ["plain", "early", "mixed", "plain>=3.0rc1", "plain>=2.1", "mixed>=2.0b1", "wantpre", "wantpre mixed>=1.0a1", "wantmixed", "wantmixed mixed>=2.0b1", "wantearly", "early>=1.0a1",
         "onlydev", "same", "same>=1.1.dev0", "mixed>=2.0", "mixed==2.0b1", "mixed<2.0b2"];

    private static readonly string[] Times =
        ["2022-01-01T12:00:00Z", "2024-01-01T00:00:00.5Z", "2024-01-01T00:00:00.6Z", "2024-01-02T00:00:00Z", "2019-12-31T23:59:59Z", "2020-01-01T00:00:00Z"];

    private static readonly string[] SeveralIndexes =
        ["plain", "shared", "shared<2", "shared>1", "plain>2", "plain<2", "early", "mixed", "mixed>1", "local", "half", "half>=2", "deep", "needy", "other", "inner", "plain>=4.0a1", "plain==1.2",
         "nobody", "plain shared --generate-hashes", "plain --prerelease allow", "shared --resolution lowest", "shared plain other --emit-index-annotation"];

    private static readonly string[] Dated =
        ["dated plain --exclude-newer-package dated=2022-01-01T00:00:00Z", "dated --exclude-newer 2022-01-01T00:00:00Z --exclude-newer-package dated=2024-06-01T00:00:00Z",
         "dated --exclude-newer 2022-01-01T00:00:00Z --exclude-newer-package dated=false", "plain --exclude-newer 2024-01-01T00:00:00Z", "twofiles --generate-hashes"];

    private static readonly string[] Urls =
        ["byurl", "viaurl", "byurl plain==1.0", "plain@ONEfiles/plain-1.0-py3-none-any.whl byurl", "plain@ONEfiles/plain-2.0-py3-none-any.whl byurl",
         "plain@ONEfiles/plain-2.0-py3-none-any.whl plain<2", "plain@ONEfiles/plain-2.0-py3-none-any.whl needy"];

    /// <summary>What is asked, without default index; and what the configuration says.</summary>
    private static readonly (string Line, string Configuration)[] Configured =
    [
        ("shared --default-index ONE", Two), ("shared --default-index ONE", Two + "explicit = true\n"), ("inner --default-index ONE", Two + "explicit = true\n"),
        ("shared", Two + "default = true\n"), ("inner", Two + "default = true\n"), ("plain --index two=THREE --default-index ONE", Two),
        ("plain", "index-url = \"ONE\"\nextra-index-url = [\"TWO\"]\n"), ("plain", "index-url = \"ONE\"\nextra-index-url = [\"TWO\"]\nindex-strategy = \"unsafe-best-match\"\n"),
        ("shared", "[pip]\nindex-url = \"TWO\"\n"), ("plain --default-index ONE", "prerelease = \"allow\"\n"),
        ("dated --default-index ONE", "exclude-newer = \"2022-01-01T00:00:00Z\"\n"), ("dated --default-index ONE", "exclude-newer-package = { dated = \"2022-01-01T00:00:00Z\" }\n"),
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly TestServer _server;

    public SmallIndexAnswersTests()
    {
        Lazy<SmallIndex[]> indexes = new(() => SmallIndexes.At(_server!.Url.AbsoluteUri));
        _server = new TestServer(request => SmallIndex.Answer(request, indexes.Value));
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [UvFact]
    public void Uv_answers_as_recorded() => Snapshot.Match(Ask(words =>
    {
        var run = ProcessRun.Of(Uv.Executable!, words, _folder.Path, new() { ["UV_PYTHON_DOWNLOADS"] = "never", ["UV_CACHE_DIR"] = Path.Combine(_folder.Path, "uv") });
        return (run.ExitCode, run.Data);
    }), Name);

    [PythonFact]
    public void Kiln_answers_as_uv() => Snapshot.Match(Ask(words =>
    {
        var run = CommandRun.With(new() { ["KILN_CACHE_DIR"] = Path.Combine(_folder.Path, "kiln"), ["PATH"] = Environment.GetEnvironmentVariable("PATH")! }, words);
        return (run.ExitCode, run.Data);
    }), Name);

    private static IEnumerable<(string Line, string Configuration)> Lines()
    {
        string[] onOne =
        [
            .. Yanked, .. Same, .. Local, .. Dated, .. Urls, .. PreReleases,
            .. PreReleaseModes.SelectMany(mode => PreReleases.Select(line => $"{line} --prerelease {mode}")),
            .. Times.SelectMany(time => new[] { $"dated --exclude-newer {time}", $"twofiles --generate-hashes --exclude-newer {time}" }),
            .. Strategies.SelectMany(strategy => SeveralIndexes.SelectMany(line => new[]
            {
                $"{line} --extra-index-url TWO --extra-index-url THREE --index-strategy {strategy}", $"{line} --index THREE --index TWO --index-strategy {strategy}",
            })),
        ];
        return [.. onOne.Select(line => ($"{line} --default-index ONE", "")), .. Configured];
    }

    private string Ask(Func<string[], (int ExitCode, string Data)> run)
    {
        var text = new StringBuilder();
        foreach (var (line, configuration) in Lines())
        {
            var (exitCode, data) = run(Words(line, configuration));
            text.Append(line.Replace(" --default-index ONE", "", StringComparison.Ordinal)).Append('\n').Append(configuration.Length > 0 ? $"    {{ {configuration.Trim().ReplaceLineEndings("; ")} }}\n" : "");
            text.Append(exitCode == 0 ? string.Concat(data.TrimEnd().Split('\n').Select(each => $"    {WithoutPlace(each)}\n")) : "    cannot be met\n");
        }
        return text.ToString();
    }

    /// <summary>Requirements stand in a file; options behind them.</summary>
    private string[] Words(string line, string configuration)
    {
        string[] words = WithPlace(line).Split(' ');
        int count = Array.FindIndex(words, static word => word.StartsWith("--", StringComparison.Ordinal)) is var first && first < 0 ? words.Length : first;
        string file = Path.Combine(_folder.Path, "asked.in"), settings = Path.Combine(_folder.Path, "settings.toml");
        File.WriteAllText(file, string.Concat(words[..count].Select(static word => word.Replace("@", " @ ", StringComparison.Ordinal) + "\n")));
        File.WriteAllText(settings, WithPlace(configuration));
        return ["pip", "compile", "-q", "--no-header", "--no-annotate", file, "-p", Pythons.Supported[0], "--config-file", settings, .. words[count..]];
    }

    private string WithPlace(string text) => text.Replace("ONE", $"{_server.Url}one/", StringComparison.Ordinal)
        .Replace("TWO", $"{_server.Url}two/", StringComparison.Ordinal).Replace("THREE", $"{_server.Url}three/", StringComparison.Ordinal);

    private string WithoutPlace(string line) => line.Replace(_server.Url.AbsoluteUri, "http://server/", StringComparison.Ordinal);
}
