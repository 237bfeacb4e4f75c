using Spectre.Console;

namespace Kiln.Terminal;

/// <summary>Columns of plain text under a heading, each as wide as its widest cell; numbers stand right.</summary>
internal sealed class Table
{
    /// <summary>Lines are never wrapped: who reads them in a narrow window can scroll, who cuts them up can count on one row a line.</summary>
    private const int EndlessWidth = 10_000;

    private readonly Spectre.Console.Table _table = new() { Border = TableBorder.None };

    /// <summary>Adds a column of text.</summary>
    public Table WithText(string heading)
    {
        _table.AddColumn(new TableColumn(new Text(heading)) { NoWrap = true, Padding = new Padding(0, 0, 2, 0) });
        return this;
    }

    /// <summary>Adds a column of numbers.</summary>
    public Table WithNumber(string heading)
    {
        _table.AddColumn(new TableColumn(new Text(heading)) { NoWrap = true, Padding = new Padding(0, 0, 2, 0), Alignment = Justify.Right });
        return this;
    }

    /// <summary>Adds a row; one cell for each column.</summary>
    public void Add(params string[] cells) => _table.AddRow(cells.Select(static cell => new Text(cell)));

    /// <summary>The lines of the table, the heading first.</summary>
    public IReadOnlyList<string> Lines()
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = EndlessWidth;
        console.Write(_table);
        return [.. text.ToString().TrimEnd().Split('\n').Select(static line => line.TrimEnd())];
    }
}
