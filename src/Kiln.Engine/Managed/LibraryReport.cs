using Kiln.Engine.Bytecode;

namespace Kiln.Engine.Managed;

/// <summary>How compiling one standard library ended.</summary>
/// <param name="Python">Whose it is.</param>
/// <param name="End">How it ended.</param>
public sealed record LibraryReport(ManagedPython Python, LibraryEnd End)
{
    /// <summary>What became of its files; null where none was looked at.</summary>
    public CompileReport? Files { get; init; }

    /// <summary>Why not, in a sentence; null where it was done.</summary>
    public UserErrorException? Problem { get; init; }

    /// <summary>True if something went wrong that whoever wanted it compiled must know.</summary>
    public bool IsFailure => End is LibraryEnd.Outside or LibraryEnd.Broken || Files?.Count(CompileEnd.Failed) > 0;
}
