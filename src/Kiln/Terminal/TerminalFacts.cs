namespace Kiln.Terminal;

/// <summary>What is known of the place that output goes to.</summary>
internal sealed record TerminalFacts
{
    /// <summary>Where no terminal says otherwise: uv's help is that wide too.</summary>
    private const int UsualWidth = 100;

    private readonly Lazy<int> _width = new(ConsoleWidth);

    /// <summary>stdout is a terminal that understands escape sequences.</summary>
    public bool DataIsSeen { get; init; }

    /// <summary>stderr is a terminal that understands escape sequences.</summary>
    public bool MessagesAreSeen { get; init; }

    /// <summary>Reads a line that somebody types; null where nobody can: stdin is no terminal.</summary>
    public Func<string?>? Answer { get; init; }

    /// <summary>What the environment wants of colours: <c>NO_COLOR</c>, <c>FORCE_COLOR</c>, <c>CLICOLOR_FORCE</c>.</summary>
    public ColorChoice WantedColor { get; init; }

    /// <summary>Columns of the terminal.</summary>
    public int Width => MessagesAreSeen ? _width.Value : UsualWidth;

    /// <summary>The facts of this process.</summary>
    public static TerminalFacts OfProcess()
    {
        bool isDumb = Environment.GetEnvironmentVariable("TERM") == "dumb";
        return new TerminalFacts
        {
            DataIsSeen = !Console.IsOutputRedirected && !isDumb,
            MessagesAreSeen = !Console.IsErrorRedirected && !isDumb,
            Answer = Console.IsInputRedirected ? null : Console.ReadLine,
            WantedColor = ColorOf(Environment.GetEnvironmentVariable),
        };
    }

    /// <summary>The environment's wish: a refusal weighs more than a demand; empty variables say nothing (no-color.org).</summary>
    public static ColorChoice ColorOf(Func<string, string?> variable)
    {
        if (!string.IsNullOrEmpty(variable("NO_COLOR")))
            return ColorChoice.Never;
        bool isForced = !string.IsNullOrEmpty(variable("FORCE_COLOR")) || variable("CLICOLOR_FORCE") is not (null or "" or "0");
        return isForced ? ColorChoice.Always : ColorChoice.Auto;
    }

    /// <summary>Whether a stream is coloured: the option's word first, then the environment's, then what the stream is.</summary>
    public bool IsColored(ColorChoice option, bool isData)
    {
        var choice = option == ColorChoice.Auto ? WantedColor : option;
        return choice == ColorChoice.Always || (choice == ColorChoice.Auto && (isData ? DataIsSeen : MessagesAreSeen));
    }

    private static int ConsoleWidth()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : UsualWidth;
        }
        catch (IOException)
        {
            return UsualWidth;
        }
    }
}
