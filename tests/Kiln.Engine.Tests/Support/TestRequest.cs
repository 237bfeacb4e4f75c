using System.Text;

namespace Kiln.Engine.Tests.Support;

/// <summary>What a <see cref="TestServer"/> was asked.</summary>
internal sealed record TestRequest(string Target, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>A header; null if it was not sent.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>Reads the head of a request; null if the client says nothing.</summary>
    public static async Task<TestRequest?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, cancellation) == 0)
                return null;
            head.Append((char)one[0]);
        }
        string[] lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(static line => line.Split(": ", 2)).ToDictionary(static parts => parts[0], static parts => parts[1], StringComparer.OrdinalIgnoreCase);
        return new TestRequest(lines[0].Split(' ')[1], headers);
    }
}
