using System.Globalization;
using System.Text.RegularExpressions;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Managed;

/// <summary><c>kiln python install --compile-bytecode</c>, with true interpreters whose standard library is cut down; <c>bench/pythons</c> does it with whole ones.</summary>
public sealed class PythonCompileTests : IDisposable
{
    private const string SameCode = """
        import marshal, sys
        one, other = (bytes.fromhex(each) for each in sys.argv[1:])
        code, same = marshal.loads(one[16:]), marshal.loads(other[16:])
        print(one[:16] == other[:16] and code == same and code.co_filename == same.co_filename)
        """;

    private readonly PythonArea _area = new();

    public void Dispose() => _area.Dispose();

    [CPythonsFact]
    public void Each_source_of_the_library_has_the_bytecode_that_compileall_writes_and_a_second_run_does_nothing()
    {
        string key = Add(0);

        var run = _area.Run("install", "any", "--compile-bytecode");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"Bytecode compiled \d{2,} files in ", run.Messages);
        var library = new DirectoryInfo(Path.Combine($"{_area.Root / key}", "lib")).GetDirectories("python3*")[0];
        string[] sources = [.. library.EnumerateFiles("*.py", SearchOption.AllDirectories).Select(static file => file.FullName)];
        var written = Bytecode(library);
        Assert.Equal(sources.Length, written.Count);
        // The reference: the interpreter's own, forced, over the same tree.
        var reference = ProcessRun.Of($"{_area.Root / key / "bin" / "python"}", ["-c", "import compileall, sys; sys.exit(not compileall.compile_dir(sys.argv[1], quiet=1, force=True))", library.FullName]);
        Assert.Equal(0, reference.ExitCode);
        var theirs = Bytecode(library);
        Assert.Equal(theirs.Keys, written.Keys);
        string[] others = [.. theirs.Where(each => each.Value != written[each.Key]).Select(static each => each.Key)];
        // Marshal's reference flags may tell what a process had compiled before: then header and code have to be equal.
        Assert.InRange(others.Length, 0, theirs.Count / 20);
        Assert.All(others, path => Assert.Equal("True\n", ProcessRun.Of($"{_area.Root / key / "bin" / "python"}", ["-c", SameCode, theirs[path], written[path]]).Data));

        Assert.Matches(@"already installed\nBytecode compiled 0 files in \S+ \(\d+ current\)\n$", _area.Run("install", "any", "--compile-bytecode").Messages);
        Assert.Matches(@"Bytecode compiled 0 files", _area.RunWith("UV_COMPILE_BYTECODE", "1", "upgrade").Messages);
        Assert.DoesNotContain("Bytecode", _area.Run("install", "any").Messages, StringComparison.Ordinal);
        Assert.Matches(@"~ cpython.*\nBytecode compiled \d{2,} files", _area.Run("install", "any", "--reinstall", "--compile-bytecode").Messages);
    }

    [CPythonsFact(2)]
    public void One_is_compiled_while_another_is_still_on_its_way()
    {
        string first = Add(0), second = Add(1);
        int slow = StandaloneArchive.Of(PackedPythons.Executables[1]).Content.Length / 8;
        _area.Change = (request, answer) => request.Target.Contains(second.Split('-')[1], StringComparison.Ordinal) ? answer with { BytesPerSecond = slow } : answer;

        var run = _area.Run("install", first, second, "--compile-bytecode", "-v");

        Assert.Equal(0, run.ExitCode);
        Assert.True(TimeOf($"compiling the standard library of {first}", run) < TimeOf($"downloaded and unpacked {second}", run), run.Messages);
        Assert.True(TimeOf($"installed {first}", run) <= TimeOf($"compiling the standard library of {first}", run), run.Messages);
        Assert.True(TimeOf($"installed {second}", run) <= TimeOf($"compiling the standard library of {second}", run), run.Messages);
    }

    [CPythonsFact]
    public void What_is_compiled_has_its_own_place_in_its_data()
    {
        string key = Add(0);
        Assert.Equal(0, _area.RunWith("PYC_INVALIDATION_MODE", "unchecked-hash", "install", "any", "--compile-bytecode").ExitCode);

        var run = ProcessRun.Of($"{_area.Root / key / "bin" / "python"}", ["-c", "import sysconfig; print(sysconfig.get_config_var('PYTHON_BUILD_STANDALONE'), sysconfig.get_config_vars()['BINDIR'])"]);

        Assert.Equal($"1 {_area.Root / key}/bin\n", run.Data);
    }

    [UnixFact]
    public void A_Python_that_does_not_work_fails_the_command_and_stays_installed()
    {
        string key = _area.AddHollow("3.12.1");

        var run = _area.Run("install", "3.12", "--compile-bytecode");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"+ {key}", run.Messages, StringComparison.Ordinal);
        Assert.Contains("error: ", run.Messages, StringComparison.Ordinal);
        Assert.Contains(key, _area.Installed());
    }

    [CPythonsFact]
    public void A_library_outside_of_the_installation_is_not_touched()
    {
        string version = StandaloneArchive.Of(PackedPythons.Executables[0]).Version, minor = version[..version.LastIndexOf('.')];
        string key = _area.Add(
            StandaloneArchive.Pack(($"python/bin/python{minor}", $"#!/bin/sh\nexec '{PackedPythons.Executables[0]}' \"$@\"\n"), ($"python/lib/python{minor}/os.py", "x = 1\n")), version);

        var run = _area.Run("install", version, "--compile-bytecode");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"error: {key} says that its standard library is `", run.Messages, StringComparison.Ordinal);
        Assert.Contains(key, _area.Installed());
    }

    [UnixFact]
    public void Pyodide_is_skipped_with_a_warning_where_it_was_named()
    {
        string key = _area.Add(StandaloneArchive.Pack(("xbuildenv/pyodide-root/dist/python", "#!/bin/sh\n")), "3.12.7", os: "emscripten");

        var run = _area.Run("install", "pyodide", "--compile-bytecode");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"warning: the standard library of {key} is a zip archive and cannot be compiled\n", run.Messages, StringComparison.Ordinal);
        Assert.EndsWith("No compatible versions to bytecode compile (skipped 1)\n", run.Messages, StringComparison.Ordinal);
    }

    private string Add(int index)
    {
        var archive = StandaloneArchive.Of(PackedPythons.Executables[index]);
        return _area.Add(archive.Content, archive.Version);
    }

    private static SortedDictionary<string, string> Bytecode(DirectoryInfo library) =>
        new(library.EnumerateFiles("*.pyc", SearchOption.AllDirectories).ToDictionary(static file => file.FullName, static file => Convert.ToHexString(File.ReadAllBytes(file.FullName))), StringComparer.Ordinal);

    private static double TimeOf(string what, CommandRun run)
    {
        var match = Regex.Match(run.Messages, $@"(?m)^(?<time>\d+\.\d+)s {Regex.Escape(what)}$");
        Assert.True(match.Success, $"no line `{what}` in:\n{run.Messages}");
        return double.Parse(match.Groups["time"].Value, CultureInfo.InvariantCulture);
    }
}
