using System.Runtime.InteropServices;
using Kiln.Engine.Io;

namespace Kiln.Engine.Interpreters;

/// <summary>What a build of Python runs on, in the words of managed Pythons' names.</summary>
/// <param name="System"><c>linux</c>, <c>macos</c>, <c>windows</c>, <c>emscripten</c></param>
/// <param name="Architecture"><c>x86_64</c>, <c>x86_64_v3</c>, <c>aarch64</c>, <c>armv7</c>, <c>i686</c></param>
/// <param name="CLibrary"><c>gnu</c>, <c>gnueabihf</c>, <c>musl</c>, <c>none</c></param>
public sealed record PythonPlatform(string System, string Architecture, string CLibrary)
{
    private const int InterpreterNameWithin = 4096;

    private static readonly string[] Systems = ["linux", "macos", "windows", "emscripten", "freebsd", "netbsd", "openbsd", "illumos", "solaris"];
    private static readonly string[] Architectures =
    [
        "x86_64", "x86_64_v2", "x86_64_v3", "x86_64_v4", "aarch64", "i686", "armv5te", "armv6", "armv7", "powerpc", "powerpc64", "powerpc64le", "riscv64gc",
        "s390x", "loongarch64", "wasm32",
    ];

    private static readonly string[] CLibraries = ["gnu", "gnueabi", "gnueabihf", "musl", "musleabi", "musleabihf", "none"];
    private static readonly Lazy<PythonPlatform> Found = new(Find);

    /// <summary>The platform of this machine.</summary>
    public static PythonPlatform OfMachine => Found.Value;

    /// <summary>The system that a word names; null if it names none.</summary>
    public static string? ParseSystem(string word) => word == "darwin" ? "macos" : Systems.Contains(word) ? word : null;

    /// <summary>The architecture that a word names; null if it names none.</summary>
    public static string? ParseArchitecture(string word) => word switch
    {
        "amd64" => "x86_64",
        "arm64" => "aarch64",
        "x86" => "i686",
        "riscv64" => "riscv64gc",
        _ => Architectures.Contains(word) ? word : null,
    };

    /// <summary>The C library that a word names; null if it names none.</summary>
    public static string? ParseCLibrary(string word) => CLibraries.Contains(word) ? word : null;

    /// <summary>The architecture without what it asks of the processor: <c>x86_64</c> of <c>x86_64_v3</c>.</summary>
    public string Family => FamilyOf(Architecture);

    /// <summary>True if builds for <paramref name="other"/> run here, emulated too (uv-platform, lib.rs: Platform::supports).</summary>
    public bool Runs(PythonPlatform other)
    {
        if (other.System != System || other.CLibrary != CLibrary)
            return false;
        return other.Architecture == Architecture || (System, Family, other.Family) is
            ("windows", "x86_64", "i686") or ("windows", "aarch64", "x86_64" or "i686") or ("macos", "aarch64", "x86_64");
    }

    /// <summary>This machine's first, then by name.</summary>
    public int CompareTo(PythonPlatform other)
    {
        int order = CompareWord(System, other.System, OfMachine.System);
        order = order != 0 ? order : CompareWord(Family, other.Family, OfMachine.Family);
        order = order != 0 ? order : string.CompareOrdinal(Architecture, other.Architecture);
        return order != 0 ? order : CompareWord(CLibrary, other.CLibrary, OfMachine.CLibrary);
    }

    /// <summary><c>linux-x86_64-gnu</c></summary>
    public override string ToString() => $"{System}-{Architecture}-{CLibrary}";

    private static int CompareWord(string left, string right, string preferred) =>
        left == right ? 0 : left == preferred ? -1 : right == preferred ? 1 : string.CompareOrdinal(left, right);

    private static string FamilyOf(string architecture) => architecture.StartsWith("x86_64", StringComparison.Ordinal) ? "x86_64" : architecture;

    private static PythonPlatform Find()
    {
        string architecture = RuntimeInformation.OSArchitecture switch
        {
            global::System.Runtime.InteropServices.Architecture.X64 => "x86_64",
            global::System.Runtime.InteropServices.Architecture.Arm64 => "aarch64",
            global::System.Runtime.InteropServices.Architecture.X86 => "i686",
            global::System.Runtime.InteropServices.Architecture.Arm => "armv7",
            global::System.Runtime.InteropServices.Architecture.Armv6 => "armv6",
            global::System.Runtime.InteropServices.Architecture.Ppc64le => "powerpc64le",
            global::System.Runtime.InteropServices.Architecture.RiscV64 => "riscv64gc",
            var other => other.ToString().ToLowerInvariant(),
        };
        if (OperatingSystem.IsWindows())
            return new PythonPlatform("windows", architecture, "none");
        if (OperatingSystem.IsMacOS())
            return new PythonPlatform("macos", architecture, "none");
        string library = IsMusl() ? "musl" : "gnu";
        return new PythonPlatform("linux", architecture, architecture is "armv7" or "armv6" ? library + "eabihf" : library);
    }

    /// <summary>What the system's own shell is linked with: its loader is named near the beginning of the file.</summary>
    private static bool IsMusl()
    {
        if (FileHandle.OpenRead(FsPath.From("/bin/sh"), out var shell).IsError)
            return false;
        using (shell)
        {
            var start = new byte[InterpreterNameWithin];
            return !shell!.Read(start, out int count).IsError && start.AsSpan(0, count).IndexOf("/ld-musl-"u8) >= 0;
        }
    }
}
