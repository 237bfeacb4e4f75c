using System.CommandLine;
using Kiln.Engine;
using Kiln.Engine.Io;
using Kiln.Operations;

namespace Kiln.Cli;

/// <summary>The words that say which sources a command is about; shared by compile, verify and clear.</summary>
internal sealed class SelectionOptionSet
{
    private readonly EnvironmentVariables _environment;
    private readonly Argument<string[]> _paths;
    private readonly Option<string?> _python = Words.Value(
        "The interpreter: a path, a name, a version, or an environment's folder [env: KILN_PYTHON]", "PYTHON", "--python", "-p");
    private readonly Option<bool> _installed = Words.Flag("Only files that installed packages list in their RECORD", "--installed");
    private readonly Option<string[]> _packages = Words.Values("Only this installed package; repeatable", "NAME", "--package");
    private readonly Option<bool> _standardLibrary = Words.Flag("The interpreter's standard library", "--stdlib");
    private readonly Option<string[]>? _exclude;

    /// <summary>The words of a command that does <paramref name="verb"/> (to compile, to verify …).</summary>
    public SelectionOptionSet(string verb, bool canExclude, EnvironmentVariables environment)
    {
        _environment = environment;
        _paths = new Argument<string[]>("PATH")
        {
            Description = $"Files and folders to {verb}; none: the packages of the environment in use",
            Arity = ArgumentArity.ZeroOrMore,
        };
        if (canExclude)
            _exclude = Words.Values("Leave out files and folders of this name, or path below PATH; repeatable", "GLOB", "--exclude");
    }

    /// <summary>Gives the words to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_paths);
        command.Add(_python);
        command.Add(_installed);
        command.Add(_packages);
        command.Add(_standardLibrary);
        if (_exclude is not null)
            command.Add(_exclude);
    }

    /// <summary>What was asked for.</summary>
    public TreeSelection Read(ParseResult result, GlobalOptions global) => new()
    {
        Paths = [.. result.GetValue(_paths)!.Select(ReadPath)],
        Python = result.GetValue(_python) ?? _environment.Python,
        Installed = result.GetValue(_installed),
        Packages = result.GetValue(_packages) ?? [],
        StandardLibrary = result.GetValue(_standardLibrary),
        Exclude = _exclude is null ? [] : result.GetValue(_exclude) ?? [],
        CachePrefix = _environment.BytecodePrefix is { } prefix ? global.CurrentFolder.Append(RawText.ToBytes(prefix)) : default,
    };

    private static FsPath ReadPath(string text) =>
        text.Length > 0 ? RawText.ToPath(text) : throw new UserErrorException("PATH is empty") { Hint = "the current folder is `.`", IsUsage = true };
}
