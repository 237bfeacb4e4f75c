using System.Collections.Concurrent;
using Kiln.Engine.Bytecode;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Tests.Bytecode;

/// <summary>Runs the bytecode compiler over trees of a test.</summary>
internal static class CompileRun
{
    private static readonly ConcurrentDictionary<string, InterpreterInfo> Asked = new();

    /// <summary>The engine of tests that name none: that of KILN_TEST_ENGINE, else left to Kiln.</summary>
    private static EngineChoice Engine { get; } = Enum.Parse<EngineChoice>(Environment.GetEnvironmentVariable("KILN_TEST_ENGINE") ?? nameof(EngineChoice.Auto), ignoreCase: true);

    /// <summary>An interpreter of this machine.</summary>
    public static InterpreterInfo Interpreter(string python) => Asked.GetOrAdd(
        python,
        static path => new InterpreterQuery(InterpreterQuery.DefaultTimeLimit).TryAsk(FsPath.From(path), out var interpreter, out var problem) ? interpreter : throw problem);

    /// <summary>Compiles a tree, keeping all results.</summary>
    public static CompileReport Of(InterpreterInfo interpreter, FsPath root, BytecodeOptions? options = null, IReporter? reporter = null) =>
        Of(interpreter, VerifyRun.Tree(root), options, reporter);

    /// <summary>Compiles a selection, keeping all results.</summary>
    public static CompileReport Of(
        InterpreterInfo interpreter, SourceSelection selection, BytecodeOptions? options = null, IReporter? reporter = null, CancellationToken cancellation = default)
    {
        options ??= new BytecodeOptions();
        return Run(interpreter, selection, options.Engine == EngineChoice.Auto ? options with { Engine = Engine } : options, reporter, cancellation);
    }

    /// <summary>Compiles a tree by the engine that Kiln chooses, whatever engine the tests are run with.</summary>
    public static CompileReport ByChoice(InterpreterInfo interpreter, FsPath root, BytecodeOptions? options = null) =>
        Run(interpreter, VerifyRun.Tree(root), options ?? new BytecodeOptions());

    /// <summary>Compiles a tree by the interpreter engine, whatever engine the tests are run with: for what only worker processes can do or suffer.</summary>
    public static CompileReport ByInterpreter(
        InterpreterInfo interpreter, FsPath root, BytecodeOptions? options = null, IReporter? reporter = null, CancellationToken cancellation = default) =>
        Of(interpreter, VerifyRun.Tree(root), (options ?? new BytecodeOptions()) with { Engine = EngineChoice.Interpreter }, reporter, cancellation);

    private static CompileReport Run(
        InterpreterInfo interpreter, SourceSelection selection, BytecodeOptions options, IReporter? reporter = null, CancellationToken cancellation = default) =>
        new BytecodeCompiler(interpreter, options with { KeepAllResults = true }, reporter ?? new CountingReporter()).Compile(selection, cancellation);

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
