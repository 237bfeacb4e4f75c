using System.Text.Json.Serialization;
using Kiln.Engine.Io;
using Kiln.Engine.Requirements;

namespace Kiln.Engine.Interpreters;

/// <summary>
/// All that Kiln ever asks of a Python: one start answers it (<c>query.py</c>), and the cache remembers it.
/// Nothing here depends on environment variables, on <c>.pth</c> files or on sitecustomize.
/// </summary>
public sealed record InterpreterInfo
{
    /// <summary>How it was started: in a virtual environment the environment's own executable.</summary>
    public required FsPath Executable { get; init; }

    /// <summary>The interpreter that a virtual environment was made with; otherwise <see cref="Executable"/>.</summary>
    public required FsPath BaseExecutable { get; init; }

    /// <summary><c>sys.prefix</c>: the root of the environment or installation.</summary>
    public required FsPath Prefix { get; init; }

    /// <summary><c>sys.base_prefix</c>: the root of the installation.</summary>
    public required FsPath BasePrefix { get; init; }

    /// <summary><c>sys.exec_prefix</c></summary>
    public required FsPath ExecPrefix { get; init; }

    /// <summary><c>sys.base_exec_prefix</c></summary>
    public required FsPath BaseExecPrefix { get; init; }

    /// <summary><c>cpython</c>, <c>pypy</c></summary>
    public required string ImplementationName { get; init; }

    /// <summary>The version of the language and library.</summary>
    public required PythonVersion Version { get; init; }

    /// <summary><c>sys.version</c>: names the exact build, with its date and compiler.</summary>
    public required string Build { get; init; }

    /// <summary>The part of a <c>.pyc</c>'s name between module and ending: <c>cpython-312</c>. Null where bytecode is not written at all.</summary>
    public required string? CacheTag { get; init; }

    /// <summary>The first four bytes of every <c>.pyc</c>, little-endian (importlib.util.MAGIC_NUMBER).</summary>
    public required uint Magic { get; init; }

    /// <summary>sysconfig.get_platform(): <c>linux-x86_64</c></summary>
    public required string Platform { get; init; }

    /// <summary>Bytes of a pointer: 8 or 4.</summary>
    public required int PointerSize { get; init; }

    /// <summary><c>sys.abiflags</c>: <c>t</c>, <c>d</c>, nearly always empty.</summary>
    public required string AbiFlags { get; init; }

    /// <summary>The name of its ABI in extension files: <c>cpython-312-x86_64-linux-gnu</c>.</summary>
    public required string? Soabi { get; init; }

    /// <summary>The ending of extension files: <c>.cpython-312-x86_64-linux-gnu.so</c></summary>
    public required string? ExtensionSuffix { get; init; }

    /// <summary>True for builds without the global interpreter lock (PEP 703).</summary>
    public required bool IsGilDisabled { get; init; }

    /// <summary>True for builds with assertions and reference counts (<c>--with-pydebug</c>).</summary>
    public required bool IsDebugBuild { get; init; }

    /// <summary>The C library, on Linux; found as packaging's tags find it.</summary>
    public required CLibrary? CLibrary { get; init; }

    /// <summary>The macOS version that it reports; null elsewhere.</summary>
    public required string? MacVersion { get; init; }

    /// <summary>The values of environment markers.</summary>
    public required MarkerEnvironment Markers { get; init; }

    /// <summary>The name of the scheme that installers use here.</summary>
    public required string DefaultScheme { get; init; }

    /// <summary>The folders of every scheme that sysconfig knows, by its name.</summary>
    public required IReadOnlyDictionary<string, SchemePaths> Schemes { get; init; }

    /// <summary>Where installers put things here: the folders of <see cref="DefaultScheme"/>.</summary>
    public required SchemePaths Paths { get; init; }

    /// <summary>Every folder in which it looks for packages (site.getsitepackages): more than purelib and platlib on Debian.</summary>
    public required IReadOnlyList<FsPath> SitePackages { get; init; }

    /// <summary>Where the marker file of PEP 668 would lie; whether it does is to be looked up at every run.</summary>
    public required FsPath ExternallyManagedMarker { get; init; }

    /// <summary>The optimization level without options and variables.</summary>
    public required int DefaultOptimization { get; init; }

    /// <summary>The limit on digits of int literals without options and variables (3.11 and backports); null where there is none to set.</summary>
    public required int? DefaultIntMaxDigits { get; init; }

    /// <summary>True if code objects hold columns (PEP 657): 3.11 and later, unless built otherwise.</summary>
    public required bool HasDebugRanges { get; init; }

    /// <summary>True for a virtual environment (PEP 405).</summary>
    [JsonIgnore]
    public bool IsVirtualEnvironment => Prefix != BasePrefix;

    /// <summary>True for CPython itself.</summary>
    [JsonIgnore]
    public bool IsCPython => ImplementationName == "cpython";

    /// <summary>"CPython 3.12.1", as it stands in our messages.</summary>
    [JsonIgnore]
    public string DisplayName => $"{Markers.PlatformPythonImplementation} {Version}{(IsGilDisabled ? "t" : "")}";
}
