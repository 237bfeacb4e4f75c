using System.Globalization;
using System.Text;

namespace Kiln.Engine.Managed;

/// <summary>
/// The file <c>_sysconfigdata_….py</c>: what Python was built with, for those who build extensions. python-build-standalone builds below <c>/install</c>, with
/// compilers that are on no user's machine.
/// <code>
/// file  = { "#" … "\n" } "build_time_vars = {" [ pair { "," pair } ] "}"
/// pair  = string ":" ( { string } | number )         strings that follow each other are one
/// </code>
/// Written in uv's form, so that the two tools do not undo each other's work.
/// </summary>
internal sealed class SysconfigData
{
    private const string Head = "# system configuration generated and used by the sysconfig module\nbuild_time_vars = {\n";

    private static readonly string[] CompilerVariables = ["BLDSHARED", "CC", "LDSHARED", "LINKCC"];
    private static readonly string[] CompilerVariablesOfCpp = ["CXX", "LDCXXSHARED"];

    private readonly SortedDictionary<string, object> _values;

    private SysconfigData(SortedDictionary<string, object> values) => _values = values;

    /// <summary>The value of a variable, as text; null if there is none.</summary>
    public string? this[string name] => _values.TryGetValue(name, out object? value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    /// <summary>Parses the file; null if it is of another form.</summary>
    public static SysconfigData? Parse(string text)
    {
        int start = text.IndexOf('{', StringComparison.Ordinal);
        if (start < 0 || !text[..start].TrimEnd().EndsWith("build_time_vars =", StringComparison.Ordinal))
            return null;
        var reader = new PythonLiteralReader(text, start + 1);
        var values = new SortedDictionary<string, object>(StringComparer.Ordinal);
        while (!reader.TryTake('}'))
        {
            if (reader.ReadString() is not { } name || !reader.TryTake(':'))
                return null;
            object? value = reader.ReadString();
            value ??= reader.ReadNumber();
            if (value is null)
                return null;
            values[name] = value;
            if (!reader.TryTake(',') && !reader.IsAt('}'))
                return null;
        }
        return new SysconfigData(values);
    }

    /// <summary>Says where the Python is, and names compilers that machines have (uv-python, sysconfig/mod.rs: patch_sysconfigdata).</summary>
    public void MoveTo(string prefix)
    {
        foreach (var (name, value) in _values.ToArray())
        {
            if (value is string text)
                _values[name] = Patched(name, text, prefix);
        }
        _values["PYTHON_BUILD_STANDALONE"] = 1L;
    }

    /// <summary>The text of the file.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Head);
        int left = _values.Count;
        foreach (var (name, value) in _values)
        {
            text.Append(CultureInfo.InvariantCulture, $"    {Quoted(name)}: {(value is string word ? Quoted(word) : value)}");
            text.Append(--left > 0 ? ",\n" : "\n");
        }
        return text.Append("}\n").ToString();
    }

    private static string Patched(string name, string text, string prefix)
    {
        var words = new List<string>();
        bool isSkipped = false;
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (isSkipped || word == "-isysroot")
            {
                isSkipped = !isSkipped;
                continue;
            }
            words.Add(Compiler(name, Moved(word, prefix)));
        }
        return name == "AR" ? "ar" : string.Join(' ', words);
    }

    private static string Moved(string word, string prefix)
    {
        if (!word.StartsWith("/install", StringComparison.Ordinal))
            return word;
        string rest = word["/install".Length..];
        return rest.Length == 0 ? prefix : $"{prefix}/{rest[1..]}";
    }

    private static string Compiler(string name, string word)
    {
        if (CompilerVariables.Contains(name) && IsCompiler(word, "gcc", "clang"))
            return "cc";
        return CompilerVariablesOfCpp.Contains(name) && IsCompiler(word, "g++", "clang++") ? "c++" : word;
    }

    /// <summary><c>clang</c>, <c>musl-clang</c>, <c>/usr/bin/aarch64-linux-gnu-gcc</c></summary>
    private static bool IsCompiler(string word, string gnu, string clang) =>
        word == clang || (clang == "clang" && word == "musl-clang")
        || (word.StartsWith("/usr/bin/", StringComparison.Ordinal) && (word.EndsWith("-" + gnu, StringComparison.Ordinal) || word.EndsWith("-" + clang, StringComparison.Ordinal)));

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char letter in text)
        {
            _ = letter switch
            {
                '\\' => quoted.Append("\\\\"),
                '"' => quoted.Append("\\\""),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => quoted.Append(letter),
            };
        }
        return quoted.Append('"').ToString();
    }
}
