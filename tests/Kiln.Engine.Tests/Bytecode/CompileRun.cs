using System.Collections.Concurrent;
using Kiln.Engine.Bytecode;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Tests.Bytecode;

/// <summary>Runs the bytecode compiler over trees of a test.</summary>
internal static class CompileRun
{
    private static readonly ConcurrentDictionary<string, InterpreterInfo> Asked = new();

    /// <summary>An interpreter of this machine.</summary>
    public static InterpreterInfo Interpreter(string python) => Asked.GetOrAdd(
        python,
        static path => new InterpreterQuery(InterpreterQuery.DefaultTimeLimit).TryAsk(FsPath.From(path), out var interpreter, out var problem) ? interpreter : throw problem);

    /// <summary>Compiles a tree, keeping all results.</summary>
    public static CompileReport Of(InterpreterInfo interpreter, FsPath root, BytecodeOptions? options = null, IReporter? reporter = null) =>
        Of(interpreter, VerifyRun.Tree(root), options, reporter);

    /// <summary>Compiles a selection, keeping all results.</summary>
    public static CompileReport Of(
        InterpreterInfo interpreter, SourceSelection selection, BytecodeOptions? options = null, IReporter? reporter = null, CancellationToken cancellation = default) =>
        new BytecodeCompiler(interpreter, (options ?? new BytecodeOptions()) with { KeepAllResults = true }, reporter ?? new CountingReporter())
            .Compile(selection, cancellation);

    /// <summary>Each end, in path order: "pkg/mod.py Failed Crashed".</summary>
    public static IReadOnlyList<string> Ends(CompileReport report, FsPath root) =>
        [.. report.Results.Select(result => $"{result.Source.ToString()[(root.ToString().Length + 1)..]} {result.End}{(result.Reason == CompileReason.None ? "" : $" {result.Reason}")}")];

    /// <summary>All files but one are compiled; returns that one.</summary>
    public static CompileResult AllButOne(CompileReport report)
    {
        var other = Assert.Single(report.Results, result => result.End != CompileEnd.Compiled);
        Assert.True(report.Count(CompileEnd.Compiled) > 0);
        return other;
    }
}
