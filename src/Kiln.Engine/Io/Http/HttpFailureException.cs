namespace Kiln.Engine.Io.Http;

/// <summary>Something could not be had from the network: one sentence, with the URL and without its credentials.</summary>
public sealed class HttpFailureException : Exception
{
    internal HttpFailureException(Uri url, HttpFault fault, string reason)
        : base($"cannot fetch `{UrlText.Of(url)}`: {reason}")
    {
        Fault = fault;
        Reason = reason;
    }

    /// <summary>The kind.</summary>
    public HttpFault Fault { get; }

    /// <summary>What happened, without the URL.</summary>
    public string Reason { get; }

    /// <summary>What the user can do about it.</summary>
    public string? Hint { get; init; }

    /// <summary>The server's status, where that was the failure.</summary>
    public int Status { get; init; }

    /// <summary>True if trying again may help.</summary>
    internal bool IsPassing { get; init; }

    /// <summary>How long the server wants us to wait before that.</summary>
    internal TimeSpan? RetryAfter { get; init; }
}
