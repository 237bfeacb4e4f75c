using System.Globalization;
using Kiln.Engine;

namespace Kiln.Terminal;

/// <summary>
/// The engine's reporter on a terminal: one line with a bar, count, rate and time left, shown once a stage has lasted half a second,
/// redrawn ten times a second, gone at the end. Elsewhere nothing is drawn. A timer draws, so that a report costs one addition.
/// </summary>
internal sealed class ProgressLine : IReporter, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Output _output;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private ITimer? _timer;
    private string _stage = "";
    private ProgressUnit _unit;
    private long _total;
    private long _done;
    private long _startedAt;

    /// <summary>A line on this output, drawn by this clock.</summary>
    public ProgressLine(Output output, TimeProvider time)
    {
        _output = output;
        _time = time;
    }

    /// <inheritdoc/>
    public void Started(string stage, long total, ProgressUnit unit = ProgressUnit.Things)
    {
        if (!_output.ShowsProgress)
            return;
        lock (_lock)
        {
            StopDrawing();
            _stage = stage;
            _total = total;
            _unit = unit;
            Volatile.Write(ref _done, 0);
            _startedAt = _time.GetTimestamp();
            _timer = _time.CreateTimer(_ => Draw(), null, Patience, Interval);
        }
    }

    /// <inheritdoc/>
    public void Advanced(long count) => Interlocked.Add(ref _done, count);

    /// <inheritdoc/>
    public void Finished()
    {
        lock (_lock)
            StopDrawing();
    }

    /// <inheritdoc/>
    public void Warn(string message) => _output.Warn(message);

    /// <inheritdoc/>
    public void Dispose() => Finished();

    private void StopDrawing()
    {
        if (_timer is null)
            return;
        _timer.Dispose();
        _timer = null;
        _output.HideTransientLine();
    }

    private void Draw()
    {
        lock (_lock)
        {
            // A timer may fire once more after it was disposed.
            if (_timer is not null)
                _output.ShowTransientLine(Line());
        }
    }

    private string Line()
    {
        long done = Volatile.Read(ref _done);
        double seconds = Math.Max(_time.GetElapsedTime(_startedAt).TotalSeconds, 0.001);
        double rate = done / seconds;
        if (_total <= 0)
            return Fitting($"{_stage} {Amount(done)}  {Amount((long)rate)}/s", "");
        string left = done > 0 ? Phrase.Duration(TimeSpan.FromSeconds(Math.Ceiling(Math.Max(_total - done, 0) / rate))) : "?";
        string figures = $" {Amount(done)}/{Amount(_total)}  {Amount((long)rate)}/s  {Rounded(left)} left";
        return Fitting(_stage + " ", figures);
    }

    private string Amount(long number) => _unit == ProgressUnit.Bytes ? Phrase.Size(number) : number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whole seconds: digits that change with every drawing tell nothing.</summary>
    private static string Rounded(string duration) => duration.Replace(".00s", "s", StringComparison.Ordinal);

    /// <summary>Stage, bar and figures in one line of the terminal; the bar gives way first, then the end of the line.</summary>
    private string Fitting(string stage, string figures)
    {
        int room = Math.Max(_output.Width - 1, 1);
        int barWidth = Math.Min(room - stage.Length - figures.Length, 30);
        if (figures.Length == 0 || barWidth < 5)
        {
            string plain = stage + figures.TrimStart();
            return plain.Length <= room ? plain : plain[..room];
        }
        int filled = (int)Math.Min(barWidth * Volatile.Read(ref _done) / _total, barWidth);
        string bar = _output.Paint(Style.Good, new string('━', filled)) + _output.Paint(Style.Dim, new string('─', barWidth - filled));
        return stage + bar + figures;
    }
}
