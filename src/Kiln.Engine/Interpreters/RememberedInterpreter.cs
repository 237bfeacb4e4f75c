using Kiln.Engine.Io;

namespace Kiln.Engine.Interpreters;

/// <summary>An entry of the cache: an interpreter, and the files whose change makes it worthless.</summary>
internal sealed record RememberedInterpreter
{
    /// <summary>The path that was asked for; entries are found by a digest of it.</summary>
    public required FsPath Path { get; init; }

    /// <summary>The executable behind all links, as it was.</summary>
    public required FileIdentity Executable { get; init; }

    /// <summary>The <c>pyvenv.cfg</c> that belongs to it, as it was; null where there was none.</summary>
    public required FileIdentity? EnvironmentFile { get; init; }

    /// <summary>What it answered.</summary>
    public required InterpreterInfo Interpreter { get; init; }
}
