using System.Buffers;
using Kiln.Compiler;
using Kiln.Engine.Interpreters;

namespace Kiln.Engine.Bytecode;

/// <summary>
/// The self-check of the native engine: a few dozen small modules that together use every construct are compiled by it and by the interpreter itself.
/// The magic number does not tell what an interpreter writes: releases of one minor version differ, and distributions change theirs.
/// </summary>
internal sealed class NativeProof(ISourceCompiler interpreter) : ICodeSink
{
    private static readonly int[] Levels = [0, 1, 2];

    private readonly PythonCompiler _compiler = new();
    private readonly ArrayBufferWriter<byte> _theirs = new();

    /// <summary>The version as which this one compiles byte for byte: its own, else another that is known; null if there is none.</summary>
    public Target? Find(PythonVersion version)
    {
        List<Target> candidates = [.. Target.Candidates(version.Minor, version.Micro)];
        foreach (var (name, source) in Probes.All)
        {
            foreach (int level in Levels)
            {
                _theirs.ResetWrittenCount();
                if (!interpreter.Compile(source, name, level, this).IsCompiled)
                    return null;
                candidates.RemoveAll(target => !IsEqual(source, name, level, target));
                if (candidates.Count == 0)
                    return null;
            }
        }
        return candidates[0];
    }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<byte> part) => _theirs.Write(part);

    private bool IsEqual(ReadOnlyMemory<byte> source, ReadOnlyMemory<byte> name, int level, Target target) =>
        NativeCompiler.TryCompile(_compiler, target, source.Span, name.Span, level, out var ours).IsNone && ours.SequenceEqual(_theirs.WrittenSpan);
}
