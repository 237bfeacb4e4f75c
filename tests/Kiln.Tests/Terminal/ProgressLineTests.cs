using Kiln.Terminal;
using Kiln.Tests.Support;

namespace Kiln.Tests.Terminal;

/// <summary>The bar: only on a terminal, only when it lasts, gone at the end.</summary>
public sealed class ProgressLineTests : IDisposable
{
    private static readonly TerminalFacts Terminal = new() { MessagesAreSeen = true, WantedColor = ColorChoice.Never };

    private readonly StringWriter _messages = new() { NewLine = "\n" };
    private readonly ManualTime _time = new();

    [Fact]
    public void A_short_stage_shows_nothing()
    {
        using var line = new ProgressLine(Output(Terminal), _time);

        line.Started("Compiling", 100);
        _time.Advance(TimeSpan.FromMilliseconds(499));
        line.Finished();
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("", _messages.ToString());
        Assert.Equal(0, _time.TimerCount);
    }

    [Fact]
    public void A_long_stage_shows_count_rate_and_time_left()
    {
        using var line = new ProgressLine(Output(Terminal), _time);

        line.Started("Compiling", 100);
        line.Advanced(25);
        _time.Advance(TimeSpan.FromMilliseconds(500));

        string bar = new string('━', 7) + new string('─', 23);
        Assert.Equal($"\r\e[2KCompiling {bar} 25/100  50/s  2s left", _messages.ToString());
    }

    [Fact]
    public void It_is_drawn_ten_times_a_second_and_taken_away()
    {
        using var line = new ProgressLine(Output(Terminal), _time);

        line.Started("Compiling", 1000);
        _time.Advance(TimeSpan.FromMilliseconds(1499));
        Assert.Equal(10, Drawings());
        line.Finished();

        Assert.Equal(11, Drawings());
        Assert.EndsWith("\r\e[2K", _messages.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_take_its_place()
    {
        var output = Output(Terminal);
        using var line = new ProgressLine(output, _time);

        line.Started("Compiling", 0);
        line.Advanced(7);
        _time.Advance(TimeSpan.FromMilliseconds(500));
        line.Warn("careful");

        Assert.Equal("\r\e[2KCompiling 7  14/s\r\e[2Kwarning: careful\n", _messages.ToString());
    }

    [Fact]
    public void Elsewhere_it_is_not_shown()
    {
        foreach (var output in new[] { Output(new TerminalFacts()), Output(Terminal, new OutputSettings { Quiet = 1 }), Output(Terminal, new OutputSettings { NoProgress = true }) })
        {
            using var line = new ProgressLine(output, _time);
            line.Started("Compiling", 10);
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal("", _messages.ToString());
    }

    public void Dispose() => _messages.Dispose();

    private int Drawings() => _messages.ToString().Split("\r\e[2K").Length - 1;

    private Output Output(TerminalFacts facts, OutputSettings? settings = null) =>
        new(TextWriter.Null, _messages, facts) { Settings = settings ?? new OutputSettings() };
}
