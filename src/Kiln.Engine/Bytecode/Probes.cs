using System.Text;

namespace Kiln.Engine.Bytecode;

/// <summary>The modules of the self-check: the files of the folder <c>Probes</c>, which are part of the program.</summary>
internal static class Probes
{
    private const string Prefix = "Kiln.Engine.Bytecode.Probes.";

    /// <summary>Name and source of each, in the order of their names.</summary>
    public static IEnumerable<(ReadOnlyMemory<byte> Name, ReadOnlyMemory<byte> Source)> All =>
        typeof(Probes).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name => ((ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(name[Prefix.Length..]), (ReadOnlyMemory<byte>)Read(name)));

    private static byte[] Read(string name)
    {
        using var stream = typeof(Probes).Assembly.GetManifestResourceStream(name)!;
        byte[] content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
