using System.Globalization;

namespace Kiln.Engine.Tags;

/// <summary>
/// The platforms that <c>--python-platform</c> knows, by uv's names and with uv's meaning of them: a target triple stands for the oldest system
/// that is still in common use, which for those of Apple and Android a variable moves.
/// </summary>
public static class TargetPlatforms
{
    private static readonly string[] Triples =
    [
        "windows", "linux", "macos", "x86_64-pc-windows-msvc", "aarch64-pc-windows-msvc", "i686-pc-windows-msvc", "x86_64-unknown-linux-gnu",
        "aarch64-apple-darwin", "x86_64-apple-darwin", "aarch64-unknown-linux-gnu", "aarch64-unknown-linux-musl", "x86_64-unknown-linux-musl",
        "riscv64-unknown-linux",
    ];

    private static readonly string[] Manylinuxes =
    [
        "manylinux2014", "manylinux_2_17", "manylinux_2_28", "manylinux_2_31", "manylinux_2_32", "manylinux_2_33", "manylinux_2_34", "manylinux_2_35",
        "manylinux_2_36", "manylinux_2_37", "manylinux_2_38", "manylinux_2_39", "manylinux_2_40",
    ];

    private static readonly string[] Others =
    [
        "aarch64-linux-android", "x86_64-linux-android", "wasm32-pyodide2024", "wasm32-pyodide2025", "arm64-apple-ios", "arm64-apple-ios-simulator",
        "x86_64-apple-ios-simulator",
    ];

    /// <summary>All names, in uv's order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Triples,
        .. ((string[])["x86_64", "aarch64"]).SelectMany(static machine => Manylinuxes.Select(manylinux => $"{machine}-{manylinux}")),
        .. Others,
    ];

    /// <summary>The platform of that name; null if there is none. <paramref name="variable"/> looks up environment variables.</summary>
    /// <exception cref="UserErrorException">A variable that says how old a system may be is no version.</exception>
    public static TargetPlatform? Find(string name, Func<string, string?> variable) => name switch
    {
        "windows" or "x86_64-pc-windows-msvc" => Windows("win-amd64", "AMD64"),
        "aarch64-pc-windows-msvc" => Windows("win-arm64", "ARM64"),
        "i686-pc-windows-msvc" => Windows("win32", "x86"),
        "macos" or "aarch64-apple-darwin" => Mac("arm64", variable),
        "x86_64-apple-darwin" => Mac("x86_64", variable),
        "linux" or "x86_64-unknown-linux-gnu" => Linux("x86_64", glibcMinor: 28),
        "aarch64-unknown-linux-gnu" => Linux("aarch64", glibcMinor: 28),
        "riscv64-unknown-linux" => Linux("riscv64", glibcMinor: 39),
        "x86_64-unknown-linux-musl" => Musl("x86_64"),
        "aarch64-unknown-linux-musl" => Musl("aarch64"),
        "aarch64-linux-android" => Android("aarch64", "arm64_v8a", variable),
        "x86_64-linux-android" => Android("x86_64", "x86_64", variable),
        "wasm32-pyodide2024" => Pyodide("2024", "3.1.58"),
        "wasm32-pyodide2025" => Pyodide("2025", "4.0.9"),
        "arm64-apple-ios" => Ios("arm64", "iphoneos", variable),
        "arm64-apple-ios-simulator" => Ios("arm64", "iphonesimulator", variable),
        "x86_64-apple-ios-simulator" => Ios("x86_64", "iphonesimulator", variable),
        _ when Names.Contains(name) => Manylinux(name),
        _ => null,
    };

    private static TargetPlatform Windows(string platform, string machine) =>
        new() { OsName = "nt", System = "Windows", SystemPlatform = "win32", Machine = machine, Platform = platform };

    private static TargetPlatform Mac(string machine, Func<string, string?> variable)
    {
        var version = VersionIn("MACOSX_DEPLOYMENT_TARGET", variable) ?? new SystemVersion(13, 0);
        return new() { System = "Darwin", SystemPlatform = "darwin", Machine = machine, Platform = $"macosx-{version.Major}.{version.Minor}-{machine}", MacOs = version };
    }

    /// <summary><c>x86_64-manylinux_2_28</c>, <c>aarch64-manylinux2014</c>.</summary>
    private static TargetPlatform Manylinux(string name)
    {
        int dash = name.IndexOf('-', StringComparison.Ordinal);
        string minor = name.EndsWith("2014", StringComparison.Ordinal) ? "17" : name[(name.LastIndexOf('_') + 1)..];
        return Linux(name[..dash], int.Parse(minor, CultureInfo.InvariantCulture));
    }

    private static TargetPlatform Linux(string machine, int glibcMinor) => OnLinux(machine) with { Glibc = new SystemVersion(2, glibcMinor) };

    private static TargetPlatform Musl(string machine) => OnLinux(machine) with { Musl = new SystemVersion(1, 2) };

    private static TargetPlatform OnLinux(string machine) => new() { System = "Linux", SystemPlatform = "linux", Machine = machine, Platform = $"linux-{machine}" };

    private static TargetPlatform Android(string machine, string abi, Func<string, string?> variable)
    {
        int level = VersionIn("ANDROID_API_LEVEL", variable)?.Major ?? 24;
        return new() { System = "Android", SystemPlatform = "android", Machine = machine, Platform = $"android-{level}-{abi}" };
    }

    /// <summary>Pyodide has a kernel that Emscripten makes up, and so a release that is known.</summary>
    private static TargetPlatform Pyodide(string year, string emscripten) => new()
    {
        System = "Emscripten",
        SystemPlatform = "emscripten",
        Machine = "wasm32",
        Platform = $"pyodide-{year}.0-wasm32",
        Release = emscripten,
        Version = "#1",
    };

    private static TargetPlatform Ios(string machine, string sdk, Func<string, string?> variable)
    {
        var version = VersionIn("IPHONEOS_DEPLOYMENT_TARGET", variable) ?? new SystemVersion(13, 0);
        return new() { System = "iOS", SystemPlatform = "ios", Machine = machine, Platform = $"ios-{version.Major}.{version.Minor}-{machine}-{sdk}" };
    }

    private static SystemVersion? VersionIn(string name, Func<string, string?> variable)
    {
        if (variable(name) is not { Length: > 0 } text)
            return null;
        var numbers = text.Split('.').Select(static part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1).ToList();
        return numbers.Contains(-1)
            ? throw new UserErrorException($"invalid value `{text}` for `{name}`") { Hint = "it is a version of the system, such as 14 or 14.0", IsUsage = true }
            : new SystemVersion(numbers[0], numbers.Count > 1 ? numbers[1] : 0);
    }
}
