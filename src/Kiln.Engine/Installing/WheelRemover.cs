using Kiln.Engine.Bytecode;
using Kiln.Engine.Environments;
using Kiln.Engine.Io;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Installing;

/// <summary>
/// Says what removing a distribution takes away: what its RECORD lists (or what setuptools' and distutils' older metadata tells), and the bytecode of
/// every source among it, of all interpreters and levels, wherever another installer has not listed it. Nothing outside the target's folders,
/// and nothing behind a link that leads out of them.
/// </summary>
public sealed class WheelRemover(InstallTarget target)
{
    private readonly IReadOnlyList<FsPath> _realRoots = [.. target.Roots.Select(FileSystem.RealPath).Where(root => !root.IsEmpty)];

    /// <summary>Plans the removal; nothing is changed.</summary>
    /// <param name="package">The distribution.</param>
    /// <param name="mayLackRecord">
    /// True if it goes without a RECORD too, its metadata alone: where it is replaced, or a whole environment is brought in order, as in uv. A folder that has no
    /// METADATA either goes in any case.
    /// </param>
    /// <exception cref="UserErrorException">The distribution cannot be removed safely.</exception>
    public RemovalPlan Plan(InstalledPackage package, bool mayLackRecord = false)
    {
        var warnings = new List<string>();
        var listed = package.IsEggInfo ? LegacyFiles.Of(package) : Listed(package, mayLackRecord, warnings);
        var paths = new HashSet<FsPath>();
        int outside = 0;
        foreach (var folder in listed.GroupBy(path => path.Parent))
        {
            if (!LiesInTarget(folder.Key))
            {
                outside += FileSystem.Exists(folder.Key) ? folder.Count() : 0;
                continue;
            }
            foreach (var path in folder.Where(IsNoFolder))
                paths.Add(path);
            paths.UnionWith(SourceBytecode.Of(folder.Key, [.. folder.Where(path => path.Bytes.EndsWith(".py"u8))]));
        }
        if (outside > 0)
            warnings.Add($"the RECORD of `{package.Name}` lists {outside} files outside of the environment; they stay");
        return new RemovalPlan(package, [.. paths.OrderBy(path => path)], warnings);
    }

    private static List<FsPath> Listed(InstalledPackage package, bool mayLackRecord, List<string> warnings)
    {
        var error = FileSystem.ReadAll(package.Record, out byte[] content);
        if (error.Fault == FileFault.NotFound && (mayLackRecord || !package.HasMetadata()))
        {
            warnings.Add($"`{package.Metadata}` has no RECORD, so nobody knows which files are its own: those that nothing replaces stay");
            return FilesBelow.Of(package.Metadata);
        }
        if (error.IsError)
        {
            throw new UserErrorException($"cannot remove `{package.Name}`: `{package.Record}`: {error.Reason}")
            {
                Hint = "without its RECORD nobody knows which files are its own; install it again with `--reinstall`, then remove it",
            };
        }
        var paths = new List<FsPath>();
        var reader = new RecordReader(content);
        while (reader.Read())
            paths.Add(package.SitePackages.Append(reader.Path).Normalized());
        paths.Add(package.Record);
        return paths;
    }

    /// <summary>A RECORD lists files. A folder in it may hold what belongs to others: what is its own in there is listed too.</summary>
    private static bool IsNoFolder(FsPath path) => FileSystem.Stat(path, follow: false, out var status).IsError || status.Kind != FileKind.Folder;

    private bool LiesInTarget(FsPath folder)
    {
        if (!target.Roots.Any(root => folder.IsWithin(root)))
            return false;
        var real = FileSystem.RealPath(folder);
        return !real.IsEmpty && _realRoots.Any(root => real.IsWithin(root));
    }
}
