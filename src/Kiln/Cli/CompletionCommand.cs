using System.CommandLine;

namespace Kiln.Cli;

/// <summary>
/// <c>kiln generate-shell-completion SHELL</c>. The scripts ask Kiln itself, by System.CommandLine's <c>[suggest:POSITION]</c> directive,
/// with the line that is typed less its first word, so that aliases work.
/// </summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _kiln() {
            local line="${COMP_LINE#* }"
            local position=$((COMP_POINT - ${#COMP_LINE} + ${#line}))
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(kiln "[suggest:$position]" "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _kiln kiln
        """;

    private const string Zsh = """
        #compdef kiln
        _kiln() {
            local line="${BUFFER#* }"
            local position=$((CURSOR - ${#BUFFER} + ${#line}))
            local -a words_found
            words_found=(${(f)"$(kiln "[suggest:$position]" "$line" 2>/dev/null)"})
            compadd -a words_found
            _files
        }
        compdef _kiln kiln
        """;

    private const string Fish = """
        function __kiln_complete
            set -l line (commandline -cp | string replace -r '^\S+\s' '')
            kiln "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c kiln -a '(__kiln_complete)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName kiln -ScriptBlock {
            param($word, $ast, $cursor)
            $text = $ast.ToString()
            $line = $text.Substring([Math]::Min($text.IndexOf(' ') + 1, $text.Length))
            kiln "[suggest:$($cursor - ($text.Length - $line.Length))]" "$line" 2>$null | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    private static readonly Choice<string> Scripts = new(("bash", Bash), ("zsh", Zsh), ("fish", Fish), ("powershell", PowerShell));

    /// <summary>The command's words.</summary>
    public static Command Build(CommandContext context)
    {
        var shell = new Argument<string>("SHELL") { Description = "The shell: " + string.Join(", ", Scripts.Names) };
        shell.CompletionSources.Add(Scripts.Names);
        var command = new Command("generate-shell-completion", "Print a script that lets a shell complete Kiln's commands and options") { shell };
        command.SetAction(result =>
        {
            context.Output.WriteData(Scripts.Parse(result.GetValue(shell)!, shell.Name));
            return ExitCode.Done;
        });
        return command;
    }
}
