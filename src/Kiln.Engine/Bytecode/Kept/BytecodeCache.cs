using Kiln.Compiler.Pyc;
using Kiln.Engine.Cache;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>
/// What one run has of the bytecode that was compiled before (<see cref="BytecodeBucket"/>): looked up for one interpreter and one way to compile, filled with
/// what this run compiles. Everything that is wrong with it is a miss, never an error.
/// </summary>
public sealed class BytecodeCache : IDisposable
{
    private readonly BytecodeBucket _bucket;
    private readonly BytecodeOptions _options;
    private readonly CompilerDescription _ofWheels;
    private readonly bool _isRefreshed;
    private readonly long _limitBytes;
    private BytecodeCounts _counts;

    private BytecodeCache(BytecodeBucket bucket, InterpreterInfo interpreter, BytecodeOptions options, bool isRefreshed, long limitBytes)
    {
        _bucket = bucket;
        _options = options;
        _isRefreshed = isRefreshed;
        _limitBytes = limitBytes;
        _ofWheels = CompilerDescription.Of(interpreter, options, options.Levels[0]).WithHeader(options.Mode);
        Sources = [.. Enumerable.Range(0, 3).Select(level =>
            options.Levels.Contains(level) ? new KeptSources(bucket, CompilerDescription.Of(interpreter, options, level)) : null)];
    }

    /// <summary>The size that the cache of bytecode is brought back below, least recently used first: 2 GiB, the bytecode of about 500,000 sources.</summary>
    public const long DefaultLimitBytes = 2L << 30;

    /// <summary>The code of single sources, by level; null for levels that this run has nothing to do with.</summary>
    internal IReadOnlyList<KeptSources?> Sources { get; }

    /// <summary>False where code of single sources is taken but not put here: only that a source has none.</summary>
    internal bool KeepsCode { get; private init; } = true;

    /// <summary>True if code of single sources may be found here.</summary>
    internal bool MayHoldSources => !_isRefreshed && Sources.Any(sources => sources?.MayHold == true);

    /// <summary>
    /// The bytecode of a cache; null where nothing is to be kept (<c>--no-cache</c>) or can be. With <paramref name="isRefreshed"/> nothing that is there is
    /// believed, and all that is compiled is put in its place.
    /// </summary>
    public static BytecodeCache? Open(CacheFolder cache, InterpreterInfo interpreter, BytecodeOptions options, bool isRefreshed, long limitBytes = DefaultLimitBytes) =>
        !cache.IsTemporary && limitBytes > 0 && cache.TryMakeBucket(BytecodeBucket.Name, out var path)
            ? new BytecodeCache(new BytecodeBucket(path), interpreter, options, isRefreshed, limitBytes)
            : null;

    /// <summary>
    /// The same for a library that is compiled once and stays where it is: its code is not put here, only what cannot be compiled is remembered, so that a run that
    /// finds nothing to do starts no interpreter.
    /// </summary>
    public static BytecodeCache? OpenForRefusals(CacheFolder cache, InterpreterInfo interpreter, BytecodeOptions options) =>
        !cache.IsTemporary && cache.TryMakeBucket(BytecodeBucket.Name, out var path)
            ? new BytecodeCache(new BytecodeBucket(path), interpreter, options, isRefreshed: false, DefaultLimitBytes) { KeepsCode = false }
            : null;

    /// <summary>What the cache was good for so far.</summary>
    public static BytecodeCounts CountsOf(CacheFolder cache) => BytecodeCounts.Read(BytecodeBucket.In(cache).Counts);

    /// <summary>The bytecode of a wheel; null if it is not here. If somebody wrote into one of its files it is removed, to be made anew as a whole.</summary>
    public KeptWheel? Find(UnpackedWheel wheel)
    {
        var place = _bucket.PlaceOf(wheel.Sha256, _ofWheels);
        var index = BytecodeBucket.IndexIn(place);
        if (_isRefreshed || FileSystem.ReadAll(index, out byte[] content).IsError)
            return null;
        if (KeptWheelIndex.Read(content, place, wheel.Sha256, _ofWheels) is not { } found)
            return null;
        if (!found.IsUntouched())
        {
            Forget(found);
            return null;
        }
        FileSystem.Touch(index);
        var now = wheel.UnpackTime();
        return found with { UnpackedNow = now, IsSettled = now == found.Unpacked && FileSystem.Exists(BytecodeBucket.MarkIn(place)) };
    }

    /// <summary>Remembers that all sources of a wheel are as they were unpacked, if no second is left in which that could change unnoticed.</summary>
    internal void Settle(KeptWheel wheel)
    {
        if (_options.Mode == InvalidationMode.Timestamp && !wheel.IsSettled && wheel.UnpackedNow == wheel.Unpacked && wheel.Unpacked.IsSettled)
            _ = FileSystem.WriteAll(BytecodeBucket.MarkIn(wheel.Folder), default);
    }

    /// <summary>Removes the bytecode of a wheel that does not hold any more.</summary>
    internal void Forget(KeptWheel wheel) => _bucket.Remove(wheel.Folder);

    /// <summary>Puts bytecode of wheels beside its sources; one for each thread.</summary>
    internal KeptPlacer Placer(BytecodeFormat format) => new(format, _options);

    /// <summary>A wheel's bytecode that is going to be compiled.</summary>
    internal BytecodeFill FillOf(UnpackedWheel wheel) => new(_bucket, wheel, _ofWheels);

    /// <summary>Counts what this run found, or put here.</summary>
    public void Count(BytecodeCounts counts) => _counts += counts;

    /// <summary>Ends the run: adds to the counts, and makes room where the limit is passed.</summary>
    public void Dispose()
    {
        foreach (var sources in Sources.OfType<KeptSources>())
            Count(new BytecodeCounts(0, 0, sources.GivenBytes, sources.KeptBytes));
        if (_counts == default)
            return;
        var sum = BytecodeCounts.Change(_bucket.Counts, before => before + _counts);
        if (_counts.KeptBytes > 0 && sum.KeptBytes > _limitBytes)
            new BytecodeCacheCleaner(_bucket).MakeRoom(_limitBytes);
        _counts = default;
    }
}
