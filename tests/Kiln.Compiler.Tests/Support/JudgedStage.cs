namespace Kiln.Compiler.Tests.Support;

/// <summary>What a stage makes of a source, in bytes, and the script that prints the same of CPython's.</summary>
internal sealed record JudgedStage(string Script, Func<SyntaxPipeline, byte[], Target, int, Reject> Run, Func<SyntaxPipeline, byte[]> Dump)
{
    /// <summary>The tree, folded for a level that is not negative.</summary>
    public static JudgedStage Trees { get; } = new("dump.py", RunTree, pipeline => new SyntaxDump(pipeline.Tree).Dump());

    /// <summary>The symbol table; CPython's is of the tree that is not folded.</summary>
    public static JudgedStage Symbols { get; } = new("symbols.py", RunSymbols, pipeline => new SymbolDump(pipeline.Tree).Dump(pipeline.Symbols.Module));

    /// <summary>The text of the annotations of the module's body.</summary>
    public static JudgedStage Annotations { get; } = new("annotations.py", RunAnnotations, pipeline => pipeline.Annotations.WrittenSpan.ToArray());

    /// <summary>What code generation makes.</summary>
    public static JudgedStage Instructions { get; } = new("instructions.py", RunInstructions, pipeline => pipeline.Instructions.Dump());

    /// <summary>Code objects as marshal writes them.</summary>
    public static JudgedStage Codes { get; } = new("codes.py", (pipeline, source, target, level) => pipeline.Compile(source, target, level), pipeline => pipeline.Marshalled);

    private static Reject RunTree(SyntaxPipeline pipeline, byte[] source, Target target, int level) => pipeline.Run(source, target, level);

    private static Reject RunSymbols(SyntaxPipeline pipeline, byte[] source, Target target, int level)
    {
        Reject reject = pipeline.Run(source, target, level);
        return reject.IsNone ? pipeline.BuildSymbols(target) : reject;
    }

    private static Reject RunInstructions(SyntaxPipeline pipeline, byte[] source, Target target, int level)
    {
        Reject reject = RunSymbols(pipeline, source, target, level);
        return reject.IsNone ? pipeline.Generate(target, level) : reject;
    }

    private static Reject RunAnnotations(SyntaxPipeline pipeline, byte[] source, Target target, int level)
    {
        Reject reject = RunSymbols(pipeline, source, target, level);
        return reject.IsNone ? pipeline.UnparseAnnotations() : reject;
    }
}
