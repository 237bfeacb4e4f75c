namespace Kiln.Engine.Interpreters;

/// <summary>An entry of the cache: an interpreter, and the files whose change makes it worthless.</summary>
internal sealed record RememberedInterpreter
{
    /// <summary>What its place in the cache was made from.</summary>
    public required string Key { get; init; }

    /// <summary>The executable behind all links, as it was.</summary>
    public required FileIdentity Executable { get; init; }

    /// <summary>The content of the <c>pyvenv.cfg</c> that belongs to it, in Base64; null where there was none.</summary>
    public required string? EnvironmentFile { get; init; }

    /// <summary>What it answered.</summary>
    public required InterpreterInfo Interpreter { get; init; }
}
