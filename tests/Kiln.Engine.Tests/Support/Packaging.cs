using Kiln.Engine.Io;

namespace Kiln.Engine.Tests.Support;

/// <summary>The reference implementation of the standards: the packaging library, as a wheel beside the repository (shared/peers).</summary>
internal static class Packaging
{
    /// <summary>The wheel; null where it is not at hand.</summary>
    public static string? Wheel { get; } = FindWheel();

    /// <summary>Runs a script that can import packaging; it finds the lines of <paramref name="input"/> in <c>lines</c>, and its output comes back as lines.</summary>
    public static string[] Run(string script, IEnumerable<string> input) => Run(Pythons.Any, script, input);

    /// <summary>The same on this interpreter.</summary>
    public static string[] Run(string executable, string script, IEnumerable<string> input)
    {
        const string Preamble = """
            import sys
            sys.path.insert(0, sys.argv[1])
            lines = open(sys.argv[2], encoding='utf-8').read().split('\n')

            """;
        using TempFolder folder = new();
        var lines = folder.Write("lines", string.Join('\n', input));
        return Pythons.Run(FsPath.From(executable), Preamble + script, Wheel!, lines.ToSystemString()).Split('\n');
    }

    private static string? FindWheel()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Kiln.slnx")))
            folder = Path.GetDirectoryName(folder);
        string peers = Path.Combine(folder ?? "", "..", "shared", "peers");
        return Directory.Exists(peers) ? Directory.GetFiles(peers, "packaging-*.whl").Order(StringComparer.Ordinal).LastOrDefault() : null;
    }
}
