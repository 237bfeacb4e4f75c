using Microsoft.Extensions.Logging;

namespace Kiln.Terminal;

/// <summary>
/// What the engine logs, printed as messages: with <c>-v</c> what it does (debug), with <c>-vv</c> every step (trace).
/// Off, a generated log call costs one comparison.
/// </summary>
internal sealed class OutputLogger(Output output) : ILogger
{
    private readonly LogLevel _lowest = output.Settings switch
    {
        { Quiet: > 0 } => LogLevel.None,
        { Verbose: 0 } => LogLevel.None,
        { Verbose: 1 } => LogLevel.Debug,
        _ => LogLevel.Trace,
    };

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= _lowest;

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        string word = logLevel switch { LogLevel.Trace => "trace:", LogLevel.Debug => "debug:", LogLevel.Information => "info:", _ => "warning:" };
        string cause = exception is null ? "" : $": {exception.Message}";
        output.WriteDetail($"{output.Paint(Style.Dim, word)} {formatter(state, exception)}{cause}");
    }
}
