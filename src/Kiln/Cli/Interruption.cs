using System.Runtime.InteropServices;

namespace Kiln.Cli;

/// <summary>
/// Ctrl-C and its relatives as a cancellation token: the first asks the work to end with whole files, a second one ends the process at once.
/// The signals are taken over only once somebody asks for the token.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _signalNumber;

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token
    {
        get
        {
            if (_registrations.Count == 0)
                TakeOverSignals();
            return _source.Token;
        }
    }

    /// <summary>True once a signal has come.</summary>
    public bool IsRequested => _signalNumber != 0;

    /// <summary>As a shell reports a program that a signal ended: 128 and the signal's number.</summary>
    public int ExitCode => 128 + _signalNumber;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void TakeOverSignals()
    {
        foreach (var (signal, number) in new[] { (PosixSignal.SIGINT, 2), (PosixSignal.SIGTERM, 15), (PosixSignal.SIGHUP, 1) })
            _registrations.Add(PosixSignalRegistration.Create(signal, context => Handle(context, number)));
    }

    private void Handle(PosixSignalContext context, int number)
    {
        bool isFirst = Interlocked.CompareExchange(ref _signalNumber, number, 0) == 0;
        context.Cancel = isFirst;
        if (isFirst)
            _source.Cancel();
    }
}
