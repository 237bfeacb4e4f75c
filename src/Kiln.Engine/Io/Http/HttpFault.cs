namespace Kiln.Engine.Io.Http;

/// <summary>The kinds of failure on the network, as far as callers act differently.</summary>
public enum HttpFault
{
    /// <summary>The network may not be used.</summary>
    Offline,

    /// <summary>No connection, or one that broke, or that fell silent.</summary>
    Connection,

    /// <summary>The server is not who it should be, or cannot prove it.</summary>
    Certificate,

    /// <summary>The server refused, or had no such thing.</summary>
    Status,

    /// <summary>What the server sent makes no sense: redirects in a circle, an answer without end.</summary>
    Answer,

    /// <summary>What came could not be kept: no space, no rights.</summary>
    Disk,
}
