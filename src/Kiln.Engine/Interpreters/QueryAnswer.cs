namespace Kiln.Engine.Interpreters;

/// <summary>What <c>query.py</c> prints: the interpreter, or the version of one that Kiln does not support.</summary>
internal sealed record QueryAnswer
{
    /// <summary>The interpreter, if it is supported.</summary>
    public InterpreterInfo? Interpreter { get; init; }

    /// <summary>Name and version of the interpreter, if it is not.</summary>
    public string? Unsupported { get; init; }
}
