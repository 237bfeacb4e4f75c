namespace Kiln.Engine.Interpreters;

/// <summary>An entry of the cache: what the self-check of the native engine found of an interpreter, and what must not have changed since.</summary>
internal sealed record RememberedProof
{
    /// <summary>The executable behind all links, as it was.</summary>
    public required FileIdentity Executable { get; init; }

    /// <summary><c>sys.version</c></summary>
    public required string Build { get; init; }

    /// <summary>The revision of our compiler.</summary>
    public required int Compiler { get; init; }

    /// <summary>The micro version as which it compiles; null if the two disagree.</summary>
    public required int? LikeMicro { get; init; }
}
