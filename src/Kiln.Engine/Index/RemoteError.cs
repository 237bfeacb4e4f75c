using Kiln.Engine.Io.Http;

namespace Kiln.Engine.Index;

/// <summary>Failures on the network as errors that a user reads, with uv's exit codes.</summary>
internal static class RemoteError
{
    /// <summary>What a run needs before it can begin, a page or a file of requirements, could not be had: exit 2.</summary>
    public static UserErrorException OfPage(HttpFailureException failure) => new(failure.Message) { Hint = failure.Hint, IsUsage = true };

    /// <summary>An archive could not be had: exit 1 where a server or <c>--offline</c> refused it, 2 where no server could be reached.</summary>
    public static UserErrorException OfArchive(HttpFailureException failure) => new(failure.Message)
    {
        Hint = failure.Hint,
        IsUsage = failure.Fault is HttpFault.Connection or HttpFault.Certificate || failure.Status is 408 or 429 or >= 500,
    };
}
