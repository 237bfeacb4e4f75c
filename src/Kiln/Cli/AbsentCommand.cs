using System.CommandLine;
using Kiln.Engine;

namespace Kiln.Cli;

/// <summary>
/// A command that fingers trained on uv will type and that Kiln does not have: it ends with exit 2 and one sentence that says what to type instead.
/// Whatever follows its name is accepted, so that the sentence is always this one.
/// </summary>
internal sealed class AbsentCommand : Command
{
    private static readonly string[] OfUvOnly =
    [
        "run", "sync", "lock", "add", "remove", "tool", "init", "tree", "export", "build", "publish", "auth", "version", "format", "check",
        "audit", "workspace", "self",
    ];

    private AbsentCommand(string name)
        : base(name)
    {
        Hidden = true;
        TreatUnmatchedTokensAsErrors = false;
        Add(new Argument<string[]>("ANY") { Arity = ArgumentArity.ZeroOrMore, Hidden = true });
    }

    /// <summary>All of them.</summary>
    public static IEnumerable<AbsentCommand> All() => OfUvOnly.Select(static name => new AbsentCommand(name));

    /// <summary>The sentence.</summary>
    public UserErrorException Refusal() => new($"`kiln {Name}` does not exist; Kiln installs and compiles, use `uv {Name}`") { IsUsage = true };
}
