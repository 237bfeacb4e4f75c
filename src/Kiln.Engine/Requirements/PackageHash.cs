using System.Diagnostics.CodeAnalysis;

namespace Kiln.Engine.Requirements;

/// <summary>The hash that a file must have, <c>sha256:…</c>, in lower case.</summary>
public sealed record PackageHash(string Algorithm, string Digest)
{
    // Hexadecimal digits of each; blake2b is what an index may give, the others what pip and uv know.
    private static readonly (string Algorithm, int Length)[] Known =
        [("sha256", 64), ("sha384", 96), ("sha512", 128), ("md5", 32), ("blake2b", 128)];

    /// <summary>True if this is the name of an algorithm.</summary>
    public static bool IsAlgorithm(string name) =>
        Array.Exists(Known, each => each.Algorithm.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads <c>algorithm:digest</c>, or with another separator; <paramref name="reason"/> tells what is wrong.</summary>
    public static bool TryParse(string text, char separator, [NotNullWhen(true)] out PackageHash? hash, [NotNullWhen(false)] out string? reason)
    {
        hash = null;
        int length = text.IndexOf(separator);
        string algorithm = length < 0 ? "" : text[..length].ToLowerInvariant(), digest = text[(length + 1)..].ToLowerInvariant();
        int expected = Array.Find(Known, each => each.Algorithm == algorithm).Length;
        if (expected == 0)
            reason = $"expected `algorithm{separator}digest` with one of {string.Join(", ", Known.Select(each => each.Algorithm))}, found `{text}`";
        else if (digest.Length != expected || !digest.All(char.IsAsciiHexDigitLower))
            reason = $"expected {expected} hexadecimal digits after `{algorithm}{separator}`, found `{digest}`";
        else
            (hash, reason) = (new PackageHash(algorithm, digest), null);
        return hash is not null;
    }

    /// <summary>As in a requirement file.</summary>
    public override string ToString() => $"{Algorithm}:{Digest}";
}
