using Kiln.Engine.Io;

namespace Kiln.Engine.Interpreters;

/// <summary>
/// Words of <c>-p</c> → <see cref="PythonRequest"/>:
/// <code>
/// request        = "any" | "default" | "python" | version | implementation [["@"] version] | "python" version | key | path | name
/// version        = range [variant] | range | number.number[.number] ("a" | "b" | "rc") number [variant]
/// variant        = "t" | "d" | "td" | "+freethreaded" | "+debug" | "+freethreaded+debug"
/// implementation = "cpython" | "cp" | "pypy" | "pp" | "graalpy" | "gp" | "pyodide"
/// key            = implementation, version, system, architecture, library, with "-" between; each may be "any", or left out
/// </code>
/// What is none of the first forms is a path if it has a separator or exists, else the name of an executable.
/// </summary>
public static class PythonRequestParser
{
    private static readonly (string Word, string Name)[] Implementations =
        [("cpython", "cpython"), ("graalpy", "graalpy"), ("pyodide", "pyodide"), ("pypy", "pypy"), ("cp", "cpython"), ("pp", "pypy"), ("gp", "graalpy")];

    /// <summary>The request of a run: <c>-p</c>, else <c>KILN_PYTHON</c>, else <c>UV_PYTHON</c>, else any Python.</summary>
    public static PythonRequest ParseOption(string? option, Surroundings surroundings)
    {
        string? text = option ?? surroundings.Variable("KILN_PYTHON") ?? surroundings.Variable("UV_PYTHON");
        return text is null ? PythonRequest.Any : Parse(text, surroundings);
    }

    /// <summary>Parses a request; anything can be one.</summary>
    public static PythonRequest Parse(string text, Surroundings surroundings)
    {
        string word = text.Trim().ToLowerInvariant();
        if (word is "any" or "default" or "python")
            return PythonRequest.Any;
        var request = ParseVersion(text, word, implementation: null)
            ?? (word.StartsWith("python", StringComparison.Ordinal) ? ParseVersion(text, word["python".Length..], implementation: null) : null)
            ?? ParseImplementation(text, word)
            ?? (word.Contains('-', StringComparison.Ordinal) ? ParseKey(text, word.Split('-')) : null);
        if (request is not null)
            return request;
        var path = surroundings.Absolute(RawText.ToPath(text));
        bool isPath = text.Contains('/') || (OperatingSystem.IsWindows() && text.Contains('\\')) || FileSystem.Exists(path);
        return isPath ? new PythonRequest { Text = text, Path = path } : new PythonRequest { Text = text, ExecutableName = text };
    }

    private static PythonRequest? ParseImplementation(string text, string word)
    {
        foreach (var (prefix, name) in Implementations)
        {
            if (!word.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            string rest = word[prefix.Length..];
            if (rest.Length == 0)
                return new PythonRequest { Text = text, Implementation = name };
            if (rest[0] == '-')
                return null;
            return ParseVersion(text, rest[0] == '@' ? rest[1..] : rest, name);
        }
        return null;
    }

    /// <summary>Each part is the first that it can be of what may still come.</summary>
    private static PythonRequest? ParseKey(string text, string[] parts)
    {
        const int kinds = 5;
        var request = new PythonRequest { Text = text };
        int kind = 0;
        foreach (string part in parts)
        {
            PythonRequest? next = null;
            for (; next is null && kind < kinds; kind++)
                next = part == "any" ? request : WithPart(request, kind, part);
            if (next is null)
                return null;
            request = next;
        }
        return request;
    }

    private static PythonRequest? WithPart(PythonRequest request, int kind, string part) => kind switch
    {
        0 => Implementations.FirstOrDefault(each => each.Word == part) is { Name: { } name } ? request with { Implementation = name } : null,
        1 => ParseVersion(request.Text, part, request.Implementation),
        2 => PythonPlatform.ParseSystem(part) is { } system ? request with { System = system } : null,
        3 => PythonPlatform.ParseArchitecture(part) is { } architecture ? request with { Architecture = architecture } : null,
        _ => PythonPlatform.ParseCLibrary(part) is { } library ? request with { CLibrary = library } : null,
    };

    private static PythonRequest? ParseVersion(string text, string version, string? implementation)
    {
        int plus = version.IndexOf('+');
        string variant = plus >= 0 ? version[plus..] : version[version.TrimEnd('t', 'd').Length..];
        string number = version[..^variant.Length];
        (string Level, int Serial)? prerelease = null;
        if (number.IndexOfAny(['a', 'b', 'r']) is > 0 and int end)
        {
            var parsed = PythonVersion.ParsePrerelease(number[end..]);
            if (parsed.Level.Length == 0 || !char.IsAsciiDigit(number[0]))
                return null;
            (prerelease, number) = (parsed, number[..end]);
        }
        bool isFreeThreaded = variant is "t" or "td" or "+freethreaded" or "+freethreaded+debug";
        bool isDebug = variant is "d" or "td" or "+debug" or "+freethreaded+debug";
        if ((variant.Length > 0 && !isFreeThreaded && !isDebug) || !ReleaseRange.TryParse(number, out var range))
            return null;
        return new PythonRequest { Text = text, Implementation = implementation, Versions = range, Prerelease = prerelease, IsFreeThreaded = isFreeThreaded, IsDebug = isDebug };
    }
}
