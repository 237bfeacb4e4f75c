using System.Collections;
using System.Globalization;
using System.Text;
using Kiln.Compiler.Pyc;
using Kiln.Engine;
using Kiln.Engine.Bytecode;
using Kiln.Engine.Io;

namespace Kiln.Cli;

/// <summary>
/// Every environment variable that Kiln reads, and how it reads it. Of <c>KILN_X</c> and <c>UV_X</c> the first that is set counts;
/// an empty variable counts as not set. Colours are <see cref="Terminal.TerminalFacts"/>'s.
/// </summary>
internal sealed partial class EnvironmentVariables(IReadOnlyDictionary<string, string> variables)
{
    private static readonly Choice<bool> Boolish = new(
        ("true", true), ("false", false), ("yes", true), ("no", false), ("on", true), ("off", false),
        ("t", true), ("f", false), ("y", true), ("n", false), ("1", true), ("0", false));

    /// <summary>Those of this process.</summary>
    public static EnvironmentVariables OfProcess()
    {
        var variables = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
            variables[(string)variable.Key] = Restored((string)variable.Key, (string?)variable.Value ?? "");
        return new EnvironmentVariables(variables);
    }

    /// <summary>The same variables for the engine, with the folder that paths in them are meant from.</summary>
    public Surroundings SurroundingsIn(FsPath currentFolder) => new(variables, currentFolder);

    /// <summary>The interpreter to use where <c>--python</c> names none.</summary>
    public string? Python => Ours("PYTHON")?.Value;

    /// <summary>Never show a progress bar.</summary>
    public bool NoProgress => Flag("NO_PROGRESS");

    /// <summary>Neither read nor write the cache.</summary>
    public bool? NoCache => OptionalFlag("NO_CACHE");

    /// <summary>Use no network.</summary>
    public bool? Offline => OptionalFlag("OFFLINE");

    /// <summary>The folder to change to first.</summary>
    public string? WorkingFolder => Ours("WORKING_DIR")?.Value;

    /// <summary>The folder of the project.</summary>
    public string? Project => Ours("PROJECT")?.Value;

    /// <summary>The only configuration file to read.</summary>
    public string? ConfigurationFile => Ours("CONFIG_FILE")?.Value;

    /// <summary>Whether managed Pythons are the only ones, or none at all; two variables, of which the first counts.</summary>
    public bool? ManagedPython => OptionalFlag("MANAGED_PYTHON") is true ? true : OptionalFlag("NO_MANAGED_PYTHON") is true ? false : null;

    /// <summary>Which Pythons outside of environments are taken, and the name of the variable that says so.</summary>
    public (string Name, string Value)? PythonPreference => Ours("PYTHON_PREFERENCE");

    /// <summary>Read no configuration files.</summary>
    public bool NoConfiguration => Flag("NO_CONFIG");

    /// <summary><c>kiln venv</c>: put pip in.</summary>
    public bool SeedsEnvironments => Flag("VENV_SEED");

    /// <summary><c>kiln venv</c>: empty an environment that is there already.</summary>
    public bool ClearsEnvironments => Flag("VENV_CLEAR");

    /// <summary><c>kiln venv</c>: make environments that can be moved.</summary>
    public bool MakesRelocatable => Flag("VENV_RELOCATABLE");

    /// <summary>The place of a project's environment, instead of <c>.venv</c>.</summary>
    public string? ProjectEnvironment => Ours("PROJECT_ENVIRONMENT")?.Value;

    /// <summary>Look for no project.</summary>
    public bool NoProject => Flag("NO_PROJECT");

    /// <summary>Folders and pages with wheels, divided by blanks as in uv and pip.</summary>
    public IReadOnlyList<string> FindLinks => (Ours("FIND_LINKS")?.Value ?? Plain("PIP_FIND_LINKS"))?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    /// <summary>Ask no index.</summary>
    public bool? NoIndex => OptionalFlag("NO_INDEX") ?? (Plain("PIP_NO_INDEX") is { } value ? Boolish.Parse(value, "PIP_NO_INDEX") : null);

    /// <summary>Who compiles, by the names that options and variables use.</summary>
    public static Choice<EngineChoice> Engines { get; } = new(("auto", EngineChoice.Auto), ("native", EngineChoice.Native), ("interpreter", EngineChoice.Interpreter));

    /// <summary>Who compiles.</summary>
    public EngineChoice Engine => Ours("ENGINE") is { } variable ? Engines.Parse(variable.Value, variable.Name) : EngineChoice.Auto;

    /// <summary>Most files compiled at once; uv's name for it speaks of installs.</summary>
    public (string Name, string Value)? Jobs => Ours("CONCURRENT_INSTALLS");

    /// <summary>Most seconds for one file; 0 for no limit.</summary>
    public TimeSpan? FileTimeout =>
        Ours("COMPILE_BYTECODE_TIMEOUT") is { } variable ? TimeSpan.FromSeconds(WholeNumber.Parse(variable.Value, variable.Name, lowest: 0)) : null;

    /// <summary>Most bytes that compiled bytecode may take in the cache, told in MiB; 0 for keeping none.</summary>
    public long? BytecodeCacheBytes =>
        Ours("BYTECODE_CACHE_MIB") is { } variable ? (long)WholeNumber.Parse(variable.Value, variable.Name, lowest: 0) << 20 : null;

    /// <summary>Most seconds to wait for an environment that another process changes; 0 for not waiting.</summary>
    public TimeSpan? LockTimeout =>
        Ours("LOCK_TIMEOUT") is { } variable ? TimeSpan.FromSeconds(WholeNumber.Parse(variable.Value, variable.Name, lowest: 0)) : null;

    /// <summary>The invalidation mode that py_compile and compileall would use: its own variable, else by SOURCE_DATE_EPOCH.</summary>
    public InvalidationMode InvalidationMode
    {
        get
        {
            const string name = "PYC_INVALIDATION_MODE";
            if (Plain(name) is { } text)
                return CompileCommand.ParseMode(text, name);
            return Plain("SOURCE_DATE_EPOCH") is null ? InvalidationMode.Timestamp : InvalidationMode.CheckedHash;
        }
    }

    /// <summary>The level that an interpreter would use: a number, anything else counts as 1 (<c>Python/initconfig.c: config_read_env_vars</c>).</summary>
    public int OptimizationLevel
    {
        get
        {
            if (Plain("PYTHONOPTIMIZE") is not { } text)
                return 0;
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int level) && level >= 0 ? Math.Min(level, 2) : 1;
        }
    }

    /// <summary>The folder that holds all bytecode instead of <c>__pycache__</c> folders.</summary>
    public string? BytecodePrefix => Plain("PYTHONPYCACHEPREFIX");

    /// <summary>What changes code objects on purpose, as arguments for the interpreter's <c>-X</c>; workers run isolated and would not see the variables.</summary>
    public IReadOnlyList<string> InterpreterFlags
    {
        get
        {
            var flags = new List<string>();
            if (Plain("PYTHONNODEBUGRANGES") is not null)
                flags.Add("no_debug_ranges");
            if (Plain("PYTHONINTMAXSTRDIGITS") is { } digits)
                flags.Add("int_max_str_digits=" + digits);
            return flags;
        }
    }

    /// <summary>A variable of whatever name; for what others have defined, such as the oldest macOS that a compiler aims at.</summary>
    public string? Any(string name) => Plain(name);

    private bool Flag(string name) => Ours(name) is { } variable && Boolish.Parse(variable.Value, variable.Name);

    private (string Name, string Value)? Ours(string name)
    {
        foreach (string candidate in (string[])["KILN_" + name, "UV_" + name])
        {
            if (Plain(candidate) is { } value)
                return (candidate, value);
        }
        return null;
    }

    private string? Plain(string name) => variables.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;

    /// <summary>A variable with its true bytes as <see cref="RawText"/>, which .NET has replaced where they are not UTF-8.</summary>
    private static string Restored(string name, string value)
    {
        if (!value.Contains('\ufffd') || FileSystem.ReadAll(FsPath.From("/proc/self/environ"), out byte[] content).IsError)
            return value;
        byte[] start = Encoding.UTF8.GetBytes(name + "=");
        foreach (byte[] variable in NulTerminated.Split(content))
        {
            if (variable.AsSpan().StartsWith(start))
                return RawText.FromBytes(variable.AsSpan(start.Length));
        }
        return value;
    }
}
