using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kiln.Engine.Requirements;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Requirements;

public sealed class RequirementsFileTests : IDisposable
{
    private const string Sha = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly JsonSerializerOptions PlainJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _environment = [];
    private readonly Dictionary<string, string> _web = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_line_is_a_requirement()
    {
        var file = Read("""
            # comment

            requests >= 2.0, <3 ; python_version > "3"  # why
               six[a,B]==1.*
            flask @ https://example.invalid/flask.whl#sha256=SHA&egg=flask
            name-with-hash#tag
            """.Replace("SHA", Sha).Replace("name-with-hash#tag", "\tcolorama"));
        Assert.Equal(
            ["requests>=2.0,<3 ; python_version > \"3\"", "six[a,b]==1.*", "flask @ https://example.invalid/flask.whl", "colorama"],
            file.Requirements.Select(entry => entry.ToString()));
        Assert.Equal([3, 4, 5, 6], file.Requirements.Select(entry => entry.Origin!.Line));
        Assert.Equal(new PackageHash("sha256", Sha), file.Requirements[2].Reference!.Hash);
    }

    [Fact]
    public void Lines_that_end_with_a_backslash_go_on()
    {
        var file = Read($"six==1.16.0 \\\r\n    --hash=sha256:{Sha} \\\r\n    --hash sha512:{Sha}{Sha}\r\n  \r\nflask\\\r\n>=1\\\r\n# comment\r\nlast\\");
        Assert.Equal(["six==1.16.0", "flask>=1", "last"], file.Requirements.Select(entry => entry.ToString()));
        Assert.Equal([new PackageHash("sha256", Sha), new PackageHash("sha512", Sha + Sha)], file.Requirements[0].Hashes);
        Assert.Equal([1, 5, 8], file.Requirements.Select(entry => entry.Origin!.Line));
    }

    [Fact]
    public void Variables_are_expanded_where_they_are_upper_case_and_set()
    {
        _environment["TOKEN_1"] = "s3cret";
        _environment["EMPTY"] = "";
        _environment["lower"] = "no";
        var file = Read("a @ https://u:${TOKEN_1}@h.invalid/${EMPTY}/${lower}/$TOKEN_1/${UNSET}");
        Assert.Equal("https://u:s3cret@h.invalid/${EMPTY}/${lower}/$TOKEN_1/${UNSET}", file.Requirements[0].Reference!.Url);
        Assert.Equal("a @ https://********@h.invalid/${EMPTY}/${lower}/$TOKEN_1/${UNSET}", file.Requirements[0].ToString());
    }

    [Fact]
    public void Options_concern_the_run()
    {
        var options = Read("""
            -i https://one.invalid/simple
            --index-url=https://two.invalid/simple
            --extra-index-url https://three.invalid/simple --extra-index-url "https://four.invalid/simple"
            -fhttps://links.invalid/
            --no-index --pre --prefer-binary --require-hashes
            --no-binary a,B --no-binary :none: --no-binary c
            --only-binary=:all:
            --trusted-host host.invalid:8080
            --use-feature=fast-deps
            """).Options;
        Assert.Equal("https://two.invalid/simple", options.IndexUrl);
        Assert.Equal(["https://three.invalid/simple", "https://four.invalid/simple"], options.ExtraIndexUrls);
        Assert.Equal(["https://links.invalid/"], options.FindLinks.Select(each => each.Url));
        Assert.True(options is { IsWithoutIndex: true, AllowsPreReleases: true, PrefersBinary: true, RequiresHashes: true });
        Assert.Equal(["c"], options.NoBinary.Names.Select(name => name.ToString()));
        Assert.True(options.OnlyBinary.Contains(PackageName.Parse("anything")));
        Assert.Equal(["host.invalid:8080"], options.TrustedHosts);
        Assert.Equal(["fast-deps"], options.Features);
    }

    [Fact]
    public void Files_name_files_beside_them()
    {
        _folder.Write("sub/deep/c.txt", "six<2\n-r ../more.txt");
        _folder.Write("sub/more.txt", "attrs");
        _folder.Write("sub/b.txt", "flask\n-c deep/c.txt\n--requirement=\"more.txt\"");
        var file = Read("-r sub/b.txt\nlast");
        Assert.Equal(["flask", "attrs", "last"], file.Requirements.Select(entry => entry.ToString()));
        Assert.Equal(["six<2", "attrs"], file.Constraints.Select(entry => entry.ToString()));
        Assert.Equal("`sub/deep/c.txt` line 1", file.Constraints[0].Origin!.ToString());
        Assert.Equal("`sub/more.txt` line 1", file.Requirements[1].Origin!.ToString());
    }

    [Fact]
    public void Remote_files_are_fetched_by_the_caller()
    {
        _web["https://h.invalid/a/r.txt"] = "six\n-r ../b/more.txt";
        _web["https://h.invalid/b/more.txt"] = "flask";
        var file = Read("-r https://h.invalid/a/r.txt");
        Assert.Equal(["six", "flask"], file.Requirements.Select(entry => entry.ToString()));
    }

    [Fact]
    public void File_urls_are_files()
    {
        var path = _folder.Write("with space/r.txt", "six\n-r more.txt");
        _folder.Write("with space/more.txt", "flask");
        Assert.Equal(["six", "flask"], Read($"-r {FileUrl.FromPath(path)}").Requirements.Select(entry => entry.ToString()));
    }

    [Theory]
    [InlineData("./x.whl", "/x.whl", "")]
    [InlineData("sub/../dir", "/dir", "")]
    [InlineData("x-1.0-py3-none-any.whl", "/x-1.0-py3-none-any.whl", "")]
    [InlineData("./with space.whl[a, b] ; os_name == 'posix'", "/with space.whl", "a b")]
    [InlineData("-e .", "", "")]
    [InlineData("-e ./sub[test]", "/sub", "test")]
    [InlineData("--editable \"./with space\"", "/with space", "")]
    [InlineData("name @ ./sub/x.whl", "/sub/x.whl", "")]
    [InlineData("name@file:sub/x%20y.whl", "/sub/x y.whl", "")]
    public void Paths_start_at_the_working_folder(string line, string expected, string extras)
    {
        _folder.Write("sub/r.txt", line);
        var entry = Assert.Single(Read("-r sub/r.txt").Requirements);
        Assert.Equal(_folder.Path.ToString() + expected, entry.Reference!.Path.ToString());
        Assert.Equal(extras, string.Join(' ', entry.Extras));
        Assert.Equal(line.StartsWith('-'), entry.IsEditable);
        Assert.Equal(FileUrl.FromPath(entry.Reference.Path), entry.Reference.Url);
    }

    [Fact]
    public void Absolute_paths_and_file_urls_stay()
    {
        var file = Read("/a/./b/../x.whl\nfile:///a/%C3%A9.whl#subdirectory=s\nfile://localhost/a/y.whl");
        Assert.Equal(["/a/x.whl", "/a/é.whl", "/a/y.whl"], file.Requirements.Select(entry => entry.Reference!.Path.ToString()));
        Assert.Equal("file:///a/%C3%A9.whl", file.Requirements[1].Reference!.Url);
        Assert.Equal("s", file.Requirements[1].Reference!.Subdirectory);
    }

    [Fact]
    public void A_fragment_tells_the_name()
    {
        var entry = Assert.Single(Read("git+https://h.invalid/r.git@main#egg=My_Pkg[x]&subdirectory=a%20b ; os_name == 'posix'").Requirements);
        Assert.Equal("my-pkg", entry.Name!.ToString());
        Assert.Equal([ExtraName.Parse("x")], entry.Extras);
        Assert.Equal("a b", entry.Reference!.Subdirectory);
        Assert.True(entry.Reference.IsVersionControlled);
        Assert.NotNull(entry.Marker);
    }

    [Fact]
    public void Find_links_lie_beside_the_file_or_in_the_working_folder()
    {
        _folder.Folder("sub/wheels");
        _folder.Write("sub/r.txt", "--find-links wheels\n-f other");
        var links = Read("-r sub/r.txt").Options.FindLinks;
        Assert.Equal([_folder / "sub/wheels", _folder / "other"], links.Select(each => each.Path));
    }

    [Fact]
    public void Settings_for_the_backend_belong_to_their_requirement() =>
        Assert.Equal(["--a=b c", "d=e"], Read("six --config-settings \"--a=b c\" -C d=e").Requirements[0].ConfigSettings);

    [Theory]
    [InlineData("utf-8", "é", "")]
    [InlineData("utf-8", "é", "\uFEFF")]
    [InlineData("utf-16", "é", "\uFEFF")]
    [InlineData("utf-16BE", "é", "\uFEFF")]
    [InlineData("utf-32", "é", "\uFEFF")]
    [InlineData("iso-8859-1", "é", "# -*- coding: latin-1 -*-\n")]
    [InlineData("iso-8859-1", "é", "#!/x\n# vim: set fileencoding=ISO_8859_1 :\n")]
    public void Files_are_read_in_their_encoding(string encoding, string text, string beginning)
    {
        File.WriteAllBytes((_folder / "e.txt").ToSystemString(), Encoding.GetEncoding(encoding).GetBytes($"{beginning}./{text}.whl"));
        Assert.Equal(_folder / $"{text}.whl", Read("-r e.txt").Requirements[0].Reference!.Path);
    }

    [Fact]
    public void Code_pages_are_known()
    {
        File.WriteAllBytes((_folder / "e.txt").ToSystemString(), [.. "# coding: cp1252\n./"u8, 0x80, .. ".whl"u8]);
        Assert.Equal(_folder / "€.whl", Read("-r e.txt").Requirements[0].Reference!.Path);
    }

    [Fact]
    public void Bytes_in_no_encoding_are_an_error()
    {
        File.WriteAllBytes((_folder / "e.txt").ToSystemString(), [.. "./"u8, 0xE9, .. ".whl"u8]);
        Assert.Equal("`e.txt` is not utf-8", Assert.Throws<UserErrorException>(() => Read("-r e.txt")).Message);
        File.WriteAllText((_folder / "e.txt").ToSystemString(), "# coding: klingon\nsix");
        Assert.Equal("`e.txt` is in the encoding `klingon`, which is not known", Assert.Throws<UserErrorException>(() => Read("-r e.txt")).Message);
    }

    [Fact]
    public void A_wrong_requirement_is_shown_with_its_place()
    {
        var error = Assert.Throws<UserErrorException>(() => Read("six>=1.0\nfoo bar --hash=x  # comment\n"));
        Assert.Equal("couldn't parse requirement in `r.txt` at position 9", error.Message);
        Assert.Equal("expected one of `[`, `@`, `(`, `<`, `=`, `>`, `~`, `!`, `;`, found `b`", error.InnerException!.Message);
        Assert.Equal("foo bar\n    ^", error.Details);
        Assert.True(error.IsUsage);
    }

    [Fact]
    public void Credentials_are_not_shown_in_errors()
    {
        _environment["TOKEN"] = "s3cret";
        var error = Assert.Throws<UserErrorException>(() => Read("a @ https://u:${TOKEN}@h.invalid/x.whl ; os_nam == 'posix'"));
        Assert.Equal(
            "a @ https://********@h.invalid/x.whl ; os_nam == 'posix'\n                                       ~~~~~~^",
            error.Details);
    }

    [Theory]
    [InlineData("--frob x", "unknown option `--frob`")]
    [InlineData("six --frob", "unknown option `--frob`")]
    [InlineData("six --pre", "only `--hash` and `--config-settings` can stand behind a requirement, found `--pre`")]
    [InlineData("-r", "`-r` must be followed by a value")]
    [InlineData("--pre=1", "`--pre=1`: this option takes no value")]
    [InlineData("--pre six", "expected an option, found `six`")]
    [InlineData("--hash=sha256:00", "`--hash` and `--config-settings` stand behind a requirement, `-e` before one")]
    [InlineData("six --hash=sha256:abc", "expected 64 hexadecimal digits after `sha256:`, found `abc`")]
    [InlineData("six --hash=md4:1", "expected `algorithm:digest` with one of sha256, sha384, sha512, md5, blake2b, found `md4:1`")]
    [InlineData("--no-binary a:b", "`a:b` is not a package name: names are made of letters, digits, `-`, `_` and `.`, and begin and end with a letter or digit")]
    public void Wrong_options_are_told_with_their_line(string line, string reason)
    {
        var error = Assert.Throws<UserErrorException>(() => Read($"six\n{line}\n"));
        Assert.Equal(("couldn't read `r.txt` line 2", reason), (error.Message, error.InnerException?.Message));
    }

    [Fact]
    public void Constraints_name_packages()
    {
        _folder.Write("c.txt", "./x.whl");
        var error = Assert.Throws<UserErrorException>(() => Read("-c c.txt"));
        Assert.StartsWith("a constraint names a package, found `file:///", error.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_includes_itself_is_an_error()
    {
        _folder.Write("a.txt", "-r sub/../b.txt");
        _folder.Write("b.txt", "-r ./a.txt");
        var error = Assert.Throws<UserErrorException>(() => Read("-r a.txt\n"));
        Assert.Equal("`sub/.././a.txt` includes itself, by way of `sub/../b.txt`", error.Message);
    }

    [Fact]
    public void A_file_may_be_included_twice()
    {
        _folder.Write("a.txt", "six");
        Assert.Equal(2, Read("-r a.txt\n-r a.txt\n").Requirements.Count);
    }

    [Fact]
    public void A_missing_file_is_an_error()
    {
        var error = Assert.Throws<UserErrorException>(() => Read("-r nowhere.txt"));
        Assert.StartsWith("cannot read `nowhere.txt`: ", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsUsage);
    }

    [PackagingFact]
    public void Lines_are_joined_stripped_and_expanded_as_pip_does()
    {
        string[] pieces = ["six", " ", "\\\n", "\n", "# c", " # c", "#c", "${A}", "${UNSET}", "${a}", "\r\n", "https://x/#egg=a", "\t", "--pre"];
        var random = new Random(17);
        string[] texts = [.. Enumerable.Range(0, 2000).Select(_ => string.Concat(Enumerable.Range(0, 8).Select(_ => pieces[random.Next(pieces.Length)])))];
        const string Script = """
            import glob, json, os
            sys.path.insert(0, glob.glob(os.path.join(os.path.dirname(sys.argv[1]), "pip-*.whl"))[0])
            os.environ["A"] = "value"
            os.environ.pop("UNSET", None)
            from pip._internal.req.req_file import preprocess
            for line in lines:
                print(json.dumps([[number, text] for number, text in preprocess(json.loads(line))], separators=(",", ":")))
            """;
        string[] answers = Packaging.Run(Script, texts.Select(text => JsonSerializer.Serialize(text)));
        var different = texts.Zip(answers).Where(each => Told(each.First) != each.Second);
        Assert.Equal("", string.Join('\n', different.Select(each => $"{each.First.Replace("\n", "\\n")}: pip {each.Second}, Kiln {Told(each.First)}")));

        static string Told(string text)
        {
            var lines = LogicalLines.Of(text, name => name == "A" ? "value" : null);
            return JsonSerializer.Serialize(lines.Select(line => new object[] { line.Line, line.Text }), PlainJson);
        }
    }

    private RequirementsFile Read(string text)
    {
        _folder.Write("r.txt", text);
        return RequirementsFile.Read(["r.txt"], [], new RequirementsContext
        {
            WorkingFolder = _folder.Path,
            Environment = name => _environment.GetValueOrDefault(name),
            Read = file => file.Url is { } url ? Encoding.UTF8.GetBytes(_web[url]) : RequirementsContext.ReadLocal(file),
        });
    }
}
