namespace Kiln.Engine.Io.Http;

/// <summary>What a server's refusal means, in words.</summary>
internal static class HttpStatusText
{
    /// <summary>"the server answered 404, there is no such file".</summary>
    public static string Of(int status)
    {
        string? meaning = status switch
        {
            401 => "it wants to know who asks",
            403 => "it does not allow that",
            404 or 410 => "there is no such file",
            407 => "the proxy wants to know who asks",
            408 => "it waited too long for the question",
            429 => "it was asked too often",
            502 or 504 => "it cannot reach the server behind it",
            503 => "it is not available at the moment",
            >= 500 => "it failed",
            _ => null,
        };
        return meaning is null ? $"the server answered {status}" : $"the server answered {status}, {meaning}";
    }

    /// <summary>What the user can do about it; null for nothing.</summary>
    public static string? HintFor(int status) =>
        status is 401 or 403 ? "give a name and a password in the URL, in `~/.netrc`, or with `--keyring-provider subprocess`" : null;
}
