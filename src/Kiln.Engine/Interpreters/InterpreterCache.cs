using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Kiln.Engine.Archives;
using Kiln.Engine.Cache;
using Kiln.Engine.Io;

namespace Kiln.Engine.Interpreters;

/// <summary>
/// Interpreters by the path of their executable: asked once, then remembered until the executable or its <c>pyvenv.cfg</c> changes.
/// Whatever is wrong with the cache is a miss, never an error.
/// </summary>
public sealed class InterpreterCache
{
    private const string BucketName = "interpreters-v2";

    private readonly CacheFolder _folder;
    private readonly InterpreterQuery _query;

    /// <summary>Interpreters remembered in a cache; <paramref name="queryTimeLimit"/> (60 s) is how long one may take to answer.</summary>
    public InterpreterCache(CacheFolder folder, TimeSpan? queryTimeLimit = null)
    {
        _folder = folder;
        _query = new InterpreterQuery(queryTimeLimit ?? InterpreterQuery.DefaultTimeLimit);
    }

    /// <summary>The interpreter at an absolute path; a <see cref="UserErrorException"/> where there is none that works.</summary>
    public InterpreterInfo Get(FsPath executable) => TryGet(executable, out var interpreter, out var problem) ? interpreter : throw problem;

    /// <summary>The interpreter at an absolute path, or what is wrong with what is there.</summary>
    public bool TryGet(FsPath executable, [NotNullWhen(true)] out InterpreterInfo? interpreter, [NotNullWhen(false)] out UserErrorException? problem)
    {
        // Before the question: what changes meanwhile must not be taken for what was asked.
        var identity = FileIdentity.Of(executable);
        var environment = EnvironmentFile(executable);
        string key = Key(executable);
        problem = null;
        interpreter = identity is null ? null : Recall(key, identity, environment);
        if (interpreter is not null)
            return true;
        if (!_query.TryAsk(executable, out interpreter, out problem))
            return false;
        // A shim (pyenv, asdf) starts another program each time: only an executable that is the interpreter itself can be remembered.
        if (identity is not null && identity == FileIdentity.Of(interpreter.Executable))
            Remember(new RememberedInterpreter { Key = key, Executable = identity, EnvironmentFile = environment, Interpreter = interpreter });
        return true;
    }

    private InterpreterInfo? Recall(string key, FileIdentity identity, string? environment)
    {
        if (FileSystem.ReadAll(EntryPath(_folder.Path / BucketName, key), out var content).IsError)
            return null;
        try
        {
            var entry = JsonSerializer.Deserialize(content, InterpreterJson.Default.RememberedInterpreter);
            return entry is not null && entry.Key == key && entry.Executable == identity && entry.EnvironmentFile == environment ? entry.Interpreter : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Remember(RememberedInterpreter entry)
    {
        if (_folder.TryMakeBucket(BucketName, out var bucket))
            _ = FileSystem.WriteAll(EntryPath(bucket, entry.Key), JsonSerializer.SerializeToUtf8Bytes(entry, InterpreterJson.Default.RememberedInterpreter));
    }

    /// <summary>The path, and the system: markers tell the kernel's release, and one cache may serve several machines.</summary>
    private static string Key(FsPath executable) =>
        $"{RuntimeInformation.OSArchitecture} {Environment.OSVersion.VersionString} {Convert.ToHexStringLower(executable.Bytes)}";

    /// <summary>
    /// Named by a CRC, which needs no cryptography to be loaded (10 ms with OpenSSL): of two that share one only the last is remembered.
    /// </summary>
    private static FsPath EntryPath(FsPath bucket, string key) =>
        bucket / $"{Crc32.Update(0, Encoding.UTF8.GetBytes(key)).ToString("x8", CultureInfo.InvariantCulture)}.json";

    /// <summary>
    /// The content of pyvenv.cfg, which Python looks for beside the executable, or one folder up (PEP 405). Not its identity: an environment that is
    /// made anew at its place, as in every run of tox, need not be asked again, which takes 15 ms.
    /// </summary>
    private static string? EnvironmentFile(FsPath executable)
    {
        bool isThere = !FileSystem.ReadAll(executable.Parent / "pyvenv.cfg", out byte[] content).IsError
            || !FileSystem.ReadAll(executable.Parent.Parent / "pyvenv.cfg", out content).IsError;
        return isThere ? Convert.ToBase64String(content) : null;
    }
}
