using Kiln.Compiler.Pyc;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>Judges the bytecode of folders on one thread, and gathers what it finds.</summary>
internal sealed class VerifyScan(BytecodeFormat format, VerifyOptions options, FolderPair pair)
{
    private readonly PycNaming _naming = new(format.CacheTag, options.CachePrefix);
    private readonly PycJudge _judge = new(format);
    private readonly byte[] _pycName = new byte[512];

    /// <summary>The results that are kept.</summary>
    public List<VerifyResult> Results { get; } = [];

    /// <summary>What else was found.</summary>
    public List<VerifyFinding> Findings { get; } = [];

    /// <summary>The verdicts by package.</summary>
    public Dictionary<string, PackageVerdicts> Packages { get; } = [];

    /// <summary>The times of sources whose bytecode goes by them.</summary>
    public SourceTimes Times { get; } = new();

    /// <summary>Judges one folder.</summary>
    public void Scan(FolderJob job)
    {
        var error = pair.Open(job, followCache: true);
        if (error.IsError)
        {
            if (error.Fault is not (FileFault.NotFound or FileFault.NotFolder))
                Findings.Add(new VerifyFinding(FindingKind.UnreadableFolder, job.Path, error.Reason));
            return;
        }
        foreach (var source in pair.Sources)
            LookAtSource(source);
        Tell(FindingKind.Vanished, pair.Vanished);
        if (job.Names is not null)
            return;
        Tell(FindingKind.Sourceless, pair.Sourceless);
        Tell(FindingKind.Unfinished, pair.StagingFolders);
        foreach (var cached in pair.CachedFiles)
            LookAtCached(cached);
    }

    private void LookAtSource(FsPath source)
    {
        var error = FileSystem.Stat(source, follow: true, out var status);

        // What leads nowhere, or to a folder, is no source for an import either.
        bool isSource = error.IsError ? error.Fault == FileFault.AccessDenied : status.Kind == FileKind.File;
        if (!isSource)
            return;
        var package = PackageOf(source);
        package.Sources++;
        foreach (int level in options.Levels)
        {
            var judgement = error.IsError
                ? new PycJudgement(BytecodeVerdict.Unreadable, $"its source: {error.Reason}")
                : Judge(source, level, status);
            package.Add(judgement.Verdict);
            if (judgement is { Mode: InvalidationMode.Timestamp, Verdict: BytecodeVerdict.Used or BytecodeVerdict.StaleMtime })
                Times.Add(status);
            if (judgement.Verdict != BytecodeVerdict.Used || options.KeepAllResults)
                Results.Add(new VerifyResult(source, level, judgement.Verdict, judgement.Detail, judgement.BreaksImport));
        }
    }

    private PackageVerdicts PackageOf(FsPath source)
    {
        string name = PackageNaming.Of(pair.Job, source);
        if (!Packages.TryGetValue(name, out var package))
            Packages[name] = package = new PackageVerdicts(name);
        return package;
    }

    private PycJudgement Judge(FsPath source, int level, in FileStatus status)
    {
        if (PathOfBytecode(source, level) is not { } pyc)
            return new PycJudgement(BytecodeVerdict.NameTooLong);
        var judgement = _judge.Judge(pyc, source, status);
        if (judgement.Verdict != BytecodeVerdict.Missing)
            return judgement;
        var others = Enumerable.Range(0, 3).Where(other => PathOfBytecode(source, other) is { } path && FileSystem.IsFile(path));
        string levels = string.Join(" and ", others);
        return levels.Length == 0 ? judgement : new PycJudgement(BytecodeVerdict.OtherLevel, $"only level {levels}");
    }

    private FsPath? PathOfBytecode(FsPath source, int level) =>
        _naming.TryName(source.Name, level, _pycName, out int length) ? pair.CachePath.Append(_pycName.AsSpan(0, length - 1)) : null;

    private void LookAtCached(FsPath cached)
    {
        if (TemporaryName.IsOne(cached.Name))
            Findings.Add(new VerifyFinding(FindingKind.Unfinished, cached));
        else if (PycName.TryParse(cached.Name, out var name) && !pair.HasSource(name))
            Findings.Add(new VerifyFinding(FindingKind.Orphan, cached));
    }

    private void Tell(FindingKind kind, IEnumerable<FsPath> paths) =>
        Findings.AddRange(paths.Select(path => new VerifyFinding(kind, path)));
}
