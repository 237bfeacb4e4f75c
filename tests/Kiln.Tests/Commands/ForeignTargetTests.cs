using Kiln.Engine.Tags;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Commands;

/// <summary>Packages for another Python or platform than the one that installs them, beside uv's choice.</summary>
public sealed class ForeignTargetTests
{
    // Of riscv64 uv names manylinux from 2.31 on only, packaging from 2.17; there are no older wheels.
    private const string Platforms = """
        win_amd64 win32 win_arm64 linux_x86_64 linux_aarch64 linux_riscv64 manylinux1_x86_64 manylinux_2_4_x86_64 manylinux_2_5_x86_64 manylinux2014_x86_64
        manylinux2014_aarch64 manylinux_2_16_aarch64 manylinux_2_17_x86_64 manylinux_2_18_x86_64 manylinux_2_28_x86_64 manylinux_2_29_x86_64 manylinux_2_39_x86_64
        manylinux_2_40_x86_64 manylinux_2_41_x86_64 manylinux_2_28_aarch64 manylinux_2_29_aarch64 manylinux_2_31_riscv64 manylinux_2_39_riscv64
        manylinux_2_40_riscv64 musllinux_1_0_x86_64 musllinux_1_2_x86_64 musllinux_1_3_x86_64 musllinux_1_2_aarch64 macosx_10_4_x86_64 macosx_10_9_universal2
        macosx_10_9_intel macosx_11_0_x86_64 macosx_13_0_x86_64 macosx_14_0_x86_64 macosx_11_0_arm64 macosx_12_3_arm64 macosx_13_0_universal2 macosx_14_0_arm64
        android_15_arm64_v8a android_16_arm64_v8a android_24_arm64_v8a android_25_arm64_v8a android_24_x86_64 ios_11_0_arm64_iphoneos ios_12_9_arm64_iphoneos
        ios_13_0_arm64_iphoneos ios_13_1_arm64_iphoneos ios_13_0_arm64_iphonesimulator ios_12_0_x86_64_iphonesimulator emscripten_3_1_58_wasm32
        pyodide_2024_0_wasm32 pyodide_2025_0_wasm32 wasm32
        """;

    private static readonly string[] Markers =
    [
        "os_name=='nt'", "os_name=='posix'", "sys_platform=='win32'", "sys_platform=='linux'", "sys_platform=='darwin'", "sys_platform=='android'",
        "sys_platform=='ios'", "sys_platform=='emscripten'", "platform_system=='Windows'", "platform_system=='Linux'", "platform_system=='Darwin'",
        "platform_system=='Android'", "platform_system=='iOS'", "platform_system=='Emscripten'", "platform_machine=='x86_64'", "platform_machine=='AMD64'",
        "platform_machine=='ARM64'", "platform_machine=='arm64'", "platform_machine=='aarch64'", "platform_machine=='x86'", "platform_machine=='riscv64'",
        "platform_machine=='wasm32'", "platform_release==''", "platform_release=='3.1.58'", "platform_release=='4.0.9'", "platform_version==''", "platform_version=='#1'",
    ];

    [UvTheory]
    [MemberData(nameof(Words))]
    public void Check_finds_for_each_platform_and_version_what_uv_finds(string words)
    {
        using var place = new Workplace();
        string packages = Path.Combine(place.Folder, "env", "lib", "python3.12", "site-packages");
        foreach (string platform in Platforms.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
            AddPackage(packages, platform, $"cp312-cp312-{platform}");
        foreach (string tag in (string[])["cp39-cp39-any", "cp39-abi3-linux_x86_64", "py39-none-any", "cp313-cp313-linux_x86_64"])
            AddPackage(packages, tag, tag);
        AddPackage(packages, "markers", "py3-none-any", [.. Markers.Select((marker, index) => $"Requires-Dist: wanted{index} ; {marker}"), "Requires-Python: >=3.10"]);

        var (theirs, ours) = (place.Theirs(["pip", "check", "-p", "env", .. words.Split(' ')]), place.Ours(["pip", "check", "-p", Path.Combine(place.Folder, "env"), .. words.Split(' ')]));

        Assert.Equal(Faults(theirs.Messages), Faults(ours.Messages));
        Assert.Equal(theirs.ExitCode, ours.ExitCode);
    }

    /// <summary>Every platform, and some versions.</summary>
    public static TheoryData<string> Words =>
    [
        .. TargetPlatforms.Names.Select(static name => $"--python-platform {name}"), "--python-version 3.9", "--python-version 3.12", "--python-version 3.13.1",
        "--python-version 3.10 --python-platform windows",
    ];

    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    internal void A_folder_for_another_version_is_compiled_by_an_interpreter_of_that_version(string executable)
    {
        using var place = new Workplace(withEnvironment: false);
        string version = Pythons.Run(Kiln.Engine.Io.FsPath.From(executable), "import sys, platform; print(*sys.version_info[:2], sep='.', end=' '); print(platform.python_implementation(), sys.implementation.cache_tag)");
        string[] facts = version.Split(' ');
        place.Variables["PATH"] = Path.GetDirectoryName(executable)!;
        string other = facts[1] == "CPython" ? Pythons.Any : executable;

        var run = place.Ours(place.Words($"pip install --no-index -f @wheels plain --target @there --compile --python-version {facts[0]} -p {other}"));

        Assert.True(run.ExitCode == 0, run.Messages);
        Assert.True(File.Exists(Path.Combine(place.Folder, "there", "__pycache__", $"plain.{facts[2]}.pyc")), run.Messages);
    }

    [PythonFact]
    public void Without_such_an_interpreter_it_is_not_compiled_which_is_said_or_an_error_if_it_was_asked_for()
    {
        using var place = new Workplace(withEnvironment: false);
        string words = $"pip install --no-index -f @wheels plain --python-version 3.99 -p {Pythons.Any} --target ";

        var silent = place.Ours(place.Words(words + "@there"));
        var asked = place.Ours(place.Words(words + "@elsewhere --compile"));

        Assert.Equal(0, silent.ExitCode);
        Assert.Contains("Bytecode not compiled: there is no CPython 3.99 here to do it\n", silent.Messages, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(place.Folder, "there", "plain.py")));
        Assert.Equal(1, asked.ExitCode);
        Assert.StartsWith("error: cannot compile for CPython 3.99: there is no such interpreter\n", asked.Messages, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(place.Folder, "elsewhere")));
    }

    [PythonFact]
    public void A_document_for_programs_lists_the_changes()
    {
        using var place = new Workplace(withEnvironment: false);

        var run = place.Ours(place.Words($"pip install --no-index -f @wheels needy --output-format json --dry-run --target @there -p {Pythons.Any}"));

        Assert.Equal("""{"schema":{"version":"preview"},"changes":[{"name":"needy","version":"1.0","action":"installed"},{"name":"plain","version":"1.0","action":"installed"}],"dry_run":true}""",
            string.Concat(run.Data.Where(static each => !char.IsWhiteSpace(each))));
    }

    private static void AddPackage(string packages, string name, string tag, params string[] fields)
    {
        string folder = Path.Combine(packages, $"{name.Replace('-', '_')}-1.0.dist-info");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "METADATA"), $"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{string.Concat(fields.Select(static field => field + "\n"))}");
        File.WriteAllText(Path.Combine(folder, "WHEEL"), $"Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: {tag}\n");
        File.WriteAllText(Path.Combine(folder, "RECORD"), "");
    }

    /// <summary>
    /// Without the marker's text: uv shows <c>sys_platform == 'linux'</c> for <c>platform_system == 'Linux'</c>, which it takes for the same. And without
    /// the version found: uv says the interpreter's, although it compares the one that was asked for.
    /// </summary>
    private static string[] Faults(string messages) =>
        [.. messages.Split('\n').Where(static line => line.StartsWith("The package", StringComparison.Ordinal)).Select(static line => line.Split(" ;")[0].Split(", but")[0]).Order(StringComparer.Ordinal)];
}
