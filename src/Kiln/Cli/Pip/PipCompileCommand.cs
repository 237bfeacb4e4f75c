using System.CommandLine;
using Kiln.Engine;
using Kiln.Engine.Io;
using Kiln.Engine.Versions;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary><c>kiln pip compile</c>.</summary>
internal sealed class PipCompileCommand(CommandContext context, UvGlobalOptionSet uv)
{
    private readonly Argument<string[]> _sources = new("FILE")
    {
        Description = "Files that say what is wanted: requirements, a pyproject.toml, a script; `-` is standard input",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _output = Words.Value("File to write; the versions that it lists are kept where they fit", "FILE", "--output-file", "-o");
    private readonly Option<string?> _linkMode = Words.Value("", "MODE", "--link-mode").Unlisted(); // of installing what builds need
    private readonly PinOptionSet _pins = new(context);
    private readonly VersionOptionSet _versions = new(context);
    private readonly ResolveOptionSet _resolve = new(context);
    private readonly TargetOptionSet _target = new(context, changes: false, hasFolders: false);
    private readonly PipCompileCompatibilityOptions _compatibility = new();

    /// <summary>The command with its words.</summary>
    public Command Build()
    {
        var command = new Command("compile", "Write down the versions that requirements come to");
        command.Add(_sources);
        foreach (Option option in (Option[])
            [_output, .. _pins.All, .. _resolve.OfRequirements, .. _versions.All, .. _target.All, .. _resolve.OfSources, _linkMode, .. _compatibility.All])
            command.Add(option);
        command.SetAction(result => new CompileRequirements(Read(result), context.Output, context.Cancellation).Run());
        return command;
    }

    /// <summary>What the words ask for.</summary>
    public CompileRequirementsOptions Read(ParseResult result)
    {
        _compatibility.Require(result, context.Output);
        var global = context.Global.Read(result);
        var settings = context.Settings(result);
        var options = _resolve.Complete(new CompileRequirementsOptions
        {
            Global = global,
            Network = uv.Network.Read(result, global.Surroundings, settings),
            Target = _target.Read(result),
            Index = _resolve.Index(result),
            Build = _resolve.Build(result),
            Sources = result.GetValue(_sources) ?? [],
            Versions = _versions.Read(result),
            Constraints = settings.Constraints,
            OutputFile = result.GetValue(_output) is { } file ? RawText.ToPath(file) : settings.OutputFile ?? default,
        }, result);
        if (options.Sources.Count + options.Groups.Count == 0)
            throw new UserErrorException("nothing to compile is named") { Hint = "name files of requirements, or groups with `--group`", IsUsage = true };
        return _pins.Complete(WithVersion(options, result), result);
    }

    /// <summary>
    /// As in uv: <c>-p 3.9</c> means a version to choose for, not an interpreter that has to be there, and <c>--python-version</c> weighs more than a variable
    /// that names one.
    /// </summary>
    private CompileRequirementsOptions WithVersion(CompileRequirementsOptions options, ParseResult result)
    {
        if (options.PythonVersion is not null)
            return _target.IsPythonNamed(result) ? options : options with { Target = options.Target with { Python = null } };
        bool isVersion = PyVersion.TryParse(options.Target.Python, out var version, out _) && version is { IsLocal: false, Epoch: 0 };
        return isVersion ? options with { PythonVersion = version, Target = options.Target with { Python = null } } : options;
    }
}
