using System.Text;
using System.Text.RegularExpressions;
using Kiln.Engine.Io;

namespace Kiln.Engine.Environments.Activation;

/// <summary>
/// A script that makes an environment the one in use in one kind of shell: a template (<c>Scripts/</c>) in which <c>@ROOT@</c>,
/// <c>@PROMPT@</c> … stand for expressions of the shell's language.
/// </summary>
internal sealed partial record ActivationScript
{
    // The script's own place. A link to it leads to the environment it lies in, as with uv's.
    private const string PosixPlace = """
        $(
            if [ -n "${BASH_VERSION-}" ]; then script=$BASH_SOURCE
            elif [ -n "${ZSH_VERSION-}" ]; then
                if [[ -o function_argzero ]]; then script=$0; else eval 'script=${(%):-%x}'; fi
            else eval 'script=${.sh.file}'; fi
            script=$(realpath -- "$script") && CDPATH= cd -P -- "$(dirname -- "$script")/.." && pwd -P
        )
        """;

    // What a command prints is divided at its line ends, unless it is collected.
    private const string FishPlace =
        "(dirname -- (dirname -- (builtin realpath (status filename | string collect) | string collect) | string collect) | string collect)";

    private ActivationScript()
    {
    }

    /// <summary>All of them. csh cannot tell where a sourced script lies, so an environment that can be moved has none for it.</summary>
    public static IReadOnlyList<ActivationScript> All { get; } =
    [
        new() { Name = "activate", Quote = ShellQuoting.Posix, OwnRoot = PosixPlace, OwnPrompt = "${VIRTUAL_ENV##*/}" },
        new() { Name = "activate.fish", Quote = ShellQuoting.Fish, OwnRoot = FishPlace, OwnPrompt = "(basename -- $VIRTUAL_ENV | string collect)" },
        new() { Name = "activate.csh", Quote = ShellQuoting.Csh, OwnRoot = null, OwnPrompt = "\"$VIRTUAL_ENV:t:q\"" },
        new() { Name = "activate.nu", Quote = ShellQuoting.Nushell, OwnRoot = "(path self | path dirname | path dirname)", OwnPrompt = "($root | path basename)" },
        new() { Name = "activate.ps1", Quote = ShellQuoting.PowerShell, OwnRoot = "(Split-Path -Parent $PSScriptRoot)", OwnPrompt = "(Split-Path -Leaf $env:VIRTUAL_ENV)" },
        new() { Name = "activate.bat", Quote = ShellQuoting.BatchValue, OwnRoot = "%~dp0..", OwnPrompt = "" },
        new() { Name = "deactivate.bat", Quote = ShellQuoting.BatchValue, OwnRoot = "", OwnPrompt = "" },
        new() { Name = "activate_this.py", Quote = ShellQuoting.Python, OwnRoot = "root", OwnPrompt = "os.path.basename(root)" },
    ];

    /// <summary>The file's name.</summary>
    public required string Name { get; init; }

    /// <summary>Any text as a literal.</summary>
    private Func<string, string> Quote { get; init; } = ShellQuoting.Posix;

    /// <summary>The expression for the root by the script's own place; null where the shell has none.</summary>
    private string? OwnRoot { get; init; }

    /// <summary>The expression for the name of the root.</summary>
    private string OwnPrompt { get; init; } = "";

    /// <summary>The file's content; null where there can be no such script for an environment that can be moved.</summary>
    public byte[]? Render(ActivationValues values)
    {
        if ((values.Root is { } root ? Quote(root) : OwnRoot) is not { } rootExpression)
            return null;
        string text = Placeholder().Replace(Template(), match => match.Value switch
        {
            "@ROOT@" => rootExpression,
            "@PROMPT@" => values.Prompt is { } prompt ? Quote(prompt) : OwnPrompt,
            "@BIN@" => values.Bin,
            _ => $"[{string.Join(", ", values.SitePackages.Select(ShellQuoting.Python))}]",
        });
        return RawText.ToBytes(Name.EndsWith(".bat", StringComparison.Ordinal) ? text.ReplaceLineEndings("\r\n") : text);
    }

    private string Template()
    {
        using var stream = typeof(ActivationScript).Assembly.GetManifestResourceStream("Kiln.Engine.Environments.Activation." + Name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex("@(ROOT|PROMPT|BIN|SITE_PACKAGES)@")]
    private static partial Regex Placeholder();
}
