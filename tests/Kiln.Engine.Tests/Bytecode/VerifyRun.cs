using Kiln.Engine.Bytecode;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Tests.Bytecode;

/// <summary>Runs the verifier over trees of a test.</summary>
internal static class VerifyRun
{
    /// <summary>The format of an interpreter of this machine.</summary>
    public static BytecodeFormat FormatOf(string python)
    {
        var query = new InterpreterQuery(InterpreterQuery.DefaultTimeLimit);
        return query.TryAsk(FsPath.From(python), out var interpreter, out var problem) ? BytecodeFormat.Of(interpreter) : throw problem;
    }

    /// <summary>A selection of one root.</summary>
    public static SourceSelection Tree(FsPath root) => new() { Roots = [root], CurrentFolder = root };

    /// <summary>Verifies a tree, keeping all results.</summary>
    public static VerifyReport Of(BytecodeFormat format, FsPath root, int level = 0, FsPath prefix = default) =>
        Of(format, Tree(root), new VerifyOptions { Levels = [level], CachePrefix = prefix });

    /// <summary>Verifies a selection, keeping all results.</summary>
    public static VerifyReport Of(BytecodeFormat format, SourceSelection selection, VerifyOptions? options = null) =>
        new BytecodeVerifier(format).Verify(selection, (options ?? new VerifyOptions()) with { KeepAllResults = true }, CancellationToken.None);

    /// <summary>The outcome of an import that a result foretells.</summary>
    public static string Foretold(VerifyResult result) =>
        result.Verdict.IsUsed() ? ImportTruth.Used : result.BreaksImport ? ImportTruth.Failed : ImportTruth.Compiled;

    /// <summary>Compares each result with what the interpreter does.</summary>
    public static void AssertTrue(VerifyReport report, IReadOnlyDictionary<FsPath, string> truth)
    {
        string[] foretold = [.. report.Results.Select(result => $"{result.Source} {Foretold(result)}")];
        string[] imported = [.. truth.OrderBy(entry => entry.Key).Select(entry => $"{entry.Key} {entry.Value}")];
        Assert.Equal(imported, foretold);
    }
}
