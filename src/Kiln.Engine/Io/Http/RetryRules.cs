using Polly;
using Polly.Retry;

namespace Kiln.Engine.Io.Http;

/// <summary>What is tried again, how often, and after which pause: about twice as long each time, or as long as the server asks.</summary>
internal static class RetryRules
{
    /// <summary>A server that wants a longer pause is believed, and not waited for.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>The rules of these settings.</summary>
    public static ResiliencePipeline Make(HttpSettings settings, TimeProvider time)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (settings.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = static arguments => ValueTask.FromResult(IsWorthwhile(arguments.Outcome.Exception)),
                MaxRetryAttempts = settings.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = settings.RetryPause,
                DelayGenerator = static arguments => ValueTask.FromResult((arguments.Outcome.Exception as HttpFailureException)?.RetryAfter),
            });
        }
        return builder.Build();
    }

    private static bool IsWorthwhile(Exception? exception) =>
        exception is HttpFailureException { IsPassing: true } failure && (failure.RetryAfter ?? TimeSpan.Zero) <= LongestPause;
}
