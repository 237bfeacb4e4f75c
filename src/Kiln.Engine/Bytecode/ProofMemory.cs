using System.Globalization;
using System.Text.Json;
using Kiln.Compiler;
using Kiln.Engine.Archives;
using Kiln.Engine.Cache;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>
/// Self-checks of the native engine that were made, by the interpreter's executable: good until that file changes, or our compiler.
/// Whatever is wrong with the cache means that the check is made again.
/// </summary>
internal sealed class ProofMemory(CacheFolder? cache)
{
    private const string BucketName = "self-checks-v1";

    /// <summary>What was found of an interpreter; null if nothing is known of it as it is now.</summary>
    public RememberedProof? Recall(InterpreterInfo interpreter)
    {
        if (cache is null || FileSystem.ReadAll(EntryPath(cache.Path / BucketName, interpreter), out byte[] content).IsError)
            return null;
        try
        {
            var proof = JsonSerializer.Deserialize(content, InterpreterJson.Default.RememberedProof);
            return proof is not null && proof with { LikeMicro = null } == Blank(interpreter) ? proof : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps what was found, where anything can be kept.</summary>
    public void Remember(InterpreterInfo interpreter, Target? target)
    {
        if (cache is null || Blank(interpreter) is not { } blank || !cache.TryMakeBucket(BucketName, out var bucket))
            return;
        byte[] content = JsonSerializer.SerializeToUtf8Bytes(blank with { LikeMicro = target?.Micro }, InterpreterJson.Default.RememberedProof);
        _ = FileSystem.WriteAll(EntryPath(bucket, interpreter), content);
    }

    private static RememberedProof? Blank(InterpreterInfo interpreter) => FileIdentity.Of(interpreter.BaseExecutable) is { } identity
        ? new RememberedProof { Executable = identity, Build = interpreter.Build, Compiler = PythonCompiler.Revision, LikeMicro = null }
        : null;

    private static FsPath EntryPath(FsPath bucket, InterpreterInfo interpreter) =>
        bucket / $"{Crc32.Update(0, interpreter.BaseExecutable.Bytes).ToString("x8", CultureInfo.InvariantCulture)}.json";
}
