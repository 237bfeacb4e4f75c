using System.Security.Cryptography;

namespace Kiln.Engine.Wheels;

/// <summary>A hash that an archive must have, as <c>--hash</c> and the fragments of URLs give it.</summary>
/// <param name="Algorithm"><c>sha256</c>, <c>sha384</c> or <c>sha512</c>.</param>
/// <param name="Hex">The digest in lower-case hexadecimal.</param>
public sealed record ArchiveHash(string Algorithm, string Hex)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Algorithm}:{Hex}";

    /// <summary>The algorithm of that name; false for one that is unknown or too weak.</summary>
    internal static bool TryGetAlgorithm(string name, out HashAlgorithmName algorithm)
    {
        algorithm = name switch
        {
            "sha256" => HashAlgorithmName.SHA256,
            "sha384" => HashAlgorithmName.SHA384,
            "sha512" => HashAlgorithmName.SHA512,
            _ => default,
        };
        return algorithm.Name is not null;
    }
}
