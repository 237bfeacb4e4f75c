using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kiln.Engine;

namespace Kiln.Terminal;

/// <summary>
/// All that Kiln prints: data to stdout, everything else to stderr. Any thread may call it; lines never mix, and
/// a <see cref="ProgressLine"/> on the terminal makes way for them.
/// </summary>
internal sealed class Output
{
    private readonly TextWriter _data;
    private readonly TextWriter _messages;
    private readonly TerminalFacts _terminal;
    private readonly Lock _lock = new();
    private OutputSettings _settings = new();
    private bool _hasTransientLine;

    /// <summary>An output to these writers.</summary>
    public Output(TextWriter data, TextWriter messages, TerminalFacts terminal)
    {
        _data = data;
        _messages = messages;
        _terminal = terminal;
    }

    /// <summary>The output of this process.</summary>
    public static Output ForConsole() => new(
        ConsoleWriter.ForStandardOutput(),
        ConsoleWriter.ForStandardError(),
        TerminalFacts.OfProcess());

    /// <summary>Columns that a line for people should not exceed.</summary>
    public int Width => _terminal.Width;

    /// <summary>True if every detail is wanted: <c>-v</c>.</summary>
    public bool IsVerbose => _settings.Verbose > 0;

    /// <summary>True if somebody reads the data on a terminal.</summary>
    public bool DataIsSeen => _terminal.DataIsSeen;

    /// <summary>True if a progress bar can be seen.</summary>
    public bool ShowsProgress => _terminal.MessagesAreSeen && !_settings.NoProgress && _settings.Quiet == 0;

    /// <summary>How much is printed from here on; until then only errors and data are.</summary>
    public OutputSettings Settings
    {
        get => _settings;
        set => _settings = value;
    }

    /// <summary>A line for programs, or for people who asked for just that.</summary>
    public void WriteData(string line)
    {
        if (_settings.Quiet > 1)
            return;
        lock (_lock)
        {
            ClearTransientLine();
            WriteToData(line);
        }
    }

    /// <summary>Lines as they stand in a file, its comments in colour.</summary>
    public void WritePins(string text)
    {
        foreach (string line in text.TrimEnd('\n').Split('\n'))
            WriteData(line.AsSpan().TrimStart().StartsWith('#') ? PaintData(Style.Good, line) : line);
    }

    /// <summary>A JSON document for programs.</summary>
    public void WriteJson<T>(T document, JsonTypeInfo<T> type) => WriteData(JsonSerializer.Serialize(document, type));

    /// <summary>A line for people: what was done.</summary>
    public void WriteMessage(string line)
    {
        if (_settings.Quiet == 0)
            WriteToMessages(line);
    }

    /// <summary>A line for people who asked for details with <c>-v</c>.</summary>
    public void WriteDetail(string line)
    {
        if (IsVerbose && _settings.Quiet == 0)
            WriteToMessages(line);
    }

    /// <summary>
    /// Asks a question that "yes" is the usual answer to; null where nobody sees it, or can answer. Anything but yes and no is asked again.
    /// </summary>
    public bool? Ask(string question, CancellationToken cancellation)
    {
        if (!_terminal.MessagesAreSeen || _terminal.Answer is not { } read)
            return null;
        while (true)
        {
            WriteToMessages($"{question} [Y/n]");
            var reading = Task.Run(read, CancellationToken.None);
            reading.Wait(cancellation);
            switch (reading.Result?.Trim().ToLowerInvariant())
            {
                case "" or "y" or "yes":
                    return true;
                case null or "n" or "no":
                    return false;
            }
        }
    }

    /// <summary>Something a user should know that is no error.</summary>
    public void Warn(string message) => WriteMessage(Paint(Style.Warning, "warning:") + " " + message);

    /// <summary>What a user can do about what was just told.</summary>
    public void Hint(string hint) => WriteMessage(Paint(Style.Hint, "hint:") + " " + hint);

    /// <summary>The error that ended the command.</summary>
    public void WriteError(UserErrorException error) => WriteErrorText(ErrorText.Of(error, Paint));

    /// <summary>A failure that is Kiln's own fault.</summary>
    public void WriteUnexpected(Exception error) => WriteErrorText(ErrorText.OfUnexpected(error, IsVerbose, Paint));

    /// <summary>Text in a colour, where messages are coloured.</summary>
    public string Paint(string style, string text) => _terminal.IsColored(_settings.Color, isData: false) ? style + text + Style.Reset : text;

    /// <summary>Text in a colour, where data is coloured.</summary>
    public string PaintData(string style, string text) => _terminal.IsColored(_settings.Color, isData: true) ? style + text + Style.Reset : text;

    /// <summary>Shows a line that the next output replaces.</summary>
    internal void ShowTransientLine(string line)
    {
        lock (_lock)
        {
            _messages.Write("\r\e[2K" + line);
            _messages.Flush();
            _hasTransientLine = true;
        }
    }

    /// <summary>Takes that line away.</summary>
    internal void HideTransientLine()
    {
        lock (_lock)
            ClearTransientLine();
    }

    private void WriteErrorText(string text)
    {
        if (_settings.Quiet < 2)
            WriteToMessages(text);
    }

    private void WriteToMessages(string line)
    {
        lock (_lock)
        {
            ClearTransientLine();
            _messages.WriteLine(line);
            _messages.Flush();
        }
    }

    private void WriteToData(string line)
    {
        try
        {
            _data.WriteLine(line);
            _data.Flush();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException("cannot write to standard output", error);
        }
    }

    private void ClearTransientLine()
    {
        if (!_hasTransientLine)
            return;
        _messages.Write("\r\e[2K");
        _messages.Flush();
        _hasTransientLine = false;
    }
}
