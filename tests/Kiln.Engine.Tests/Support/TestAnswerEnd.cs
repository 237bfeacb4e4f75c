namespace Kiln.Engine.Tests.Support;

/// <summary>What a <see cref="TestServer"/> does behind an answer.</summary>
internal enum TestAnswerEnd
{
    /// <summary>It closes the connection.</summary>
    Close,

    /// <summary>It resets the connection.</summary>
    Reset,

    /// <summary>It says nothing more, and stays.</summary>
    Silence,
}
