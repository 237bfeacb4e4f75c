using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Kiln.Cli.Pip;
using Kiln.Cli.Pythons;

namespace Kiln.Cli;

/// <summary>The tree of commands, in the order in which help lists them.</summary>
internal static class CommandTree
{
    private const string VersionOption = "--version";

    /// <summary>Builds it anew.</summary>
    public static RootCommand Build(CommandContext context)
    {
        var root = new RootCommand("Installs Python packages, environments and interpreters, and leaves them compiled.");
        root.Options.Clear();
        root.Add(HelpOption(context));
        root.Add(new Option<bool>(VersionOption, "-V") { Description = "Print the version", Arity = ArgumentArity.Zero });
        foreach (var option in context.Global.All)
            root.Add(option);

        root.Add(PipCommand.Build(context));
        root.Add(new VenvCommand(context).Build());
        root.Add(PythonCommand.Build(context));
        root.Add(new CompileCommand(context).Build());
        root.Add(new VerifyCommand(context).Build());
        root.Add(new ClearCommand(context).Build());
        root.Add(new CacheCommand(context).Build());
        root.Add(CompletionCommand.Build(context));
        root.Add(HelpCommand.Build(root, context));
        foreach (var absent in AbsentCommand.All())
            root.Add(absent);
        return root;
    }

    /// <summary>True for <c>kiln -V</c> among other options.</summary>
    public static bool AsksForVersion(ParseResult result) =>
        result.CommandResult.Command is RootCommand && result.GetResult(VersionOption) is OptionResult { Implicit: false };

    private static HelpOption HelpOption(CommandContext context) => new("--help", "-h")
    {
        Description = "Show what a command does, and its options",
        Action = new HelpAction { MaxWidth = context.Output.Width },
    };
}
