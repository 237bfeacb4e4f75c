using Kiln.Engine.Bytecode;
using Kiln.Engine.Environments;
using Kiln.Engine.Installing;
using Kiln.Engine.Io;

namespace Kiln.Operations;

/// <summary>Completes the RECORDs of distributions with the bytecode that was written beside their sources. The environment's lock is held.</summary>
/// <param name="target">Where they are installed.</param>
/// <param name="cacheTag">The interpreter's part of the names of bytecode.</param>
internal sealed class BytecodeRecords(InstallTarget target, string cacheTag)
{
    private readonly PycNaming _naming = new(cacheTag, default);

    /// <summary>Removes the bytecode that was written for sources that are gone.</summary>
    public void RemoveOrphans(IEnumerable<FsPath> sources, IReadOnlyList<int> levels) =>
        OrphanedBytecode.Remove(target, [.. sources.SelectMany(source => levels.Select(level => _naming.PathOf(source, level)))]);

    /// <summary>Adds the bytecode of these levels that is there, of the sources that <paramref name="isCounted"/> takes.</summary>
    public void Complete(IEnumerable<InstalledPackage> packages, IReadOnlyList<int> levels, Func<FsPath, bool> isCounted)
    {
        foreach (var package in packages.Where(package => !package.IsEggInfo))
        {
            var written = from source in RecordedSources.Read(package).Paths
                          where isCounted(source)
                          from level in levels
                          let bytecode = _naming.PathOf(source, level)
                          // Compiling did not hold the lock: a reinstall without compiling may have taken it away meanwhile.
                          where FileSystem.Exists(bytecode)
                          select bytecode;
            RecordedBytecode.Add(target, package.Record, package.SitePackages, written);
        }
    }
}
