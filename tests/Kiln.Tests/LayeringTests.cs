using System.Text.RegularExpressions;
using Kiln.Tests.Support;

namespace Kiln.Tests;

/// <summary>Keeps the direction of ARCHITECTURE.md: a folder uses only the folders that stand after it.</summary>
public sealed partial class LayeringTests
{
    private static readonly string[] Order =
    [
        "Kiln.Cli",
        "Kiln.Operations",
        "Kiln.Terminal",
        "Kiln.Engine.Managed",
        "Kiln.Engine.Managed.Downloads",
        "Kiln.Engine.Installing",
        "Kiln.Engine.Bytecode",
        "Kiln.Engine.Environments",
        "Kiln.Engine.Pins",
        "Kiln.Engine.Resolution",
        "Kiln.Engine.Index",
        "Kiln.Engine.Wheels",
        "Kiln.Engine.Projects",
        "Kiln.Engine.Interpreters",
        "Kiln.Engine.Tags",
        "Kiln.Engine.Requirements",
        "Kiln.Engine.Versions",
        "Kiln.Engine.Configuration",
        "Kiln.Engine.Toml",
        "Kiln.Engine.Cache",
        "Kiln.Engine.Workers",
        "Kiln.Engine.Archives",
        "Kiln.Engine", // what all its folders may use: the reporter and the user's errors, which speak of Io's paths
        "Kiln.Engine.Io",
        "Kiln.Compiler.Marshal",
        "Kiln.Compiler.Pyc",
        "Kiln.Compiler.Assembly",
        "Kiln.Compiler.FlowGraph",
        "Kiln.Compiler.CodeGeneration",
        "Kiln.Compiler.CodeObjects",
        "Kiln.Compiler.Instructions",
        "Kiln.Compiler.Symbols",
        "Kiln.Compiler.Unparsing",
        "Kiln.Compiler.Folding",
        "Kiln.Compiler.Syntax",
        "Kiln.Compiler.Tokens",
        "Kiln.Compiler.Source",
    ];

    [Fact]
    public void Folders_use_only_the_folders_below_them()
    {
        var upward = from file in Repository.SourceFiles("src")
                     let text = Repository.Read(file)
                     let user = Layer(NamespaceLine().Match(text).Groups["name"].Value)
                     where user >= 0 && file != "src/Kiln/Program.cs"
                     from use in Uses(text)
                     where Layer(use) is var used && used >= 0 && used < user
                     select $"{file} uses {use}";

        Assert.Empty(upward);
    }

    [Fact]
    public void Every_folder_has_its_place_in_the_order()
    {
        var strangers = from file in Repository.SourceFiles("src")
                        where file is not ("src/Kiln/Program.cs" or "src/Kiln.Engine/PlainSelect.cs") // the second says why it stands around all others
                        let name = NamespaceLine().Match(Repository.Read(file)).Groups["name"].Value
                        where Layer(name) < 0 && name != "Kiln.Compiler"
                        select $"{file}: {name}";

        Assert.Empty(strangers);
    }

    [Fact]
    public void Only_the_doors_to_the_system_hold_unsafe_code()
    {
        var found = from file in Repository.SourceFiles("src")
                    where !file.StartsWith("src/Kiln.Engine/Io/", StringComparison.Ordinal)
                    where UnsafeWord().IsMatch(CommentLine().Replace(Repository.Read(file), ""))
                    select file;

        Assert.Empty(found);
    }

    private static IEnumerable<string> Uses(string text) =>
        QualifiedName().Matches(CommentLine().Replace(text, "")).Select(static match => match.Value);

    /// <summary>The place of the nearest folder that is in the order; -1 if there is none.</summary>
    private static int Layer(string name)
    {
        for (; name.Contains('.', StringComparison.Ordinal); name = name[..name.LastIndexOf('.')])
        {
            int place = Array.IndexOf(Order, name);
            if (place >= 0)
                return place;
        }
        return -1;
    }

    [GeneratedRegex(@"(?m)^namespace (?<name>[\w.]+);")]
    private static partial Regex NamespaceLine();

    /// <summary>Names that stand in using lines, and those written out in the code.</summary>
    [GeneratedRegex(@"\bKiln\.[A-Z]\w*(\.[A-Z]\w*)*")]
    private static partial Regex QualifiedName();

    [GeneratedRegex(@"(?m)^\s*//.*$|^namespace .*$")]
    private static partial Regex CommentLine();

    [GeneratedRegex(@"(?<!-)\bunsafe\b(?!-)")]
    private static partial Regex UnsafeWord();
}
