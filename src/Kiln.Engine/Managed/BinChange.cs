using Kiln.Engine.Io;

namespace Kiln.Engine.Managed;

/// <summary>How programs of Pythons are put into the user's folder.</summary>
public sealed record BinChange
{
    /// <summary>Replace programs that are not ours too (<c>--force</c>).</summary>
    public bool IsForced { get; init; }

    /// <summary>Make our own links anew (<c>--reinstall</c>).</summary>
    public bool IsReinstall { get; init; }

    /// <summary>Also <c>python</c> and <c>python3</c>, in the place of those of other managed Pythons (<c>--default</c>).</summary>
    public bool IsDefault { get; init; }

    /// <summary>Only bring up to date what is there (<c>upgrade</c>).</summary>
    public bool IsUpgrade { get; init; }

    /// <summary>Puts a Python's programs there.</summary>
    /// <param name="bin">The folder.</param>
    /// <param name="python">The Python.</param>
    /// <param name="isThroughMinor">True if the programs are to be upgraded with the minor version.</param>
    /// <param name="others">All managed Pythons, which programs there may belong to.</param>
    public BinResult Apply(BinFolder bin, ManagedPython python, bool isThroughMinor, IReadOnlyList<ManagedPython> others)
    {
        var result = new BinResult();
        var target = isThroughMinor ? MinorVersionLink.ExecutableThrough(python) : python.Executable;
        foreach (string name in BinFolder.NamesOf(python)[..(IsDefault ? 3 : 1)])
        {
            var program = bin.Path / name;
            bool isThere = !FileSystem.Stat(program, follow: false, out _).IsError;
            if (IsUpgrade && !isThere)
                continue;
            if (isThere && !MayReplace(program, python, others, out bool isForeign))
            {
                if (isForeign)
                    result.Foreign.Add(program);
                continue;
            }
            var error = FileSystem.MakeFolders(bin.Path);
            error = error.IsError ? error : SymbolicLink.Replace(program, target);
            if (error.IsError)
                result.Errors.Add($"cannot make the link `{program}`: {error.Reason}");
            else
                result.Made.Add(name);
        }
        return result;
    }

    /// <summary>uv's rules (uv, python/install.rs: create_bin_links).</summary>
    private bool MayReplace(FsPath program, ManagedPython python, IReadOnlyList<ManagedPython> others, out bool isForeign)
    {
        isForeign = false;
        if (python.IsExecutable(program))
            return IsReinstall || IsForced;
        if (others.FirstOrDefault(each => each.IsExecutable(program)) is { } owner)
            return IsForced || IsDefault || python.IsUpgradeOf(owner);
        // A link to nowhere is of no use to anybody.
        isForeign = FileSystem.Exists(program);
        return IsForced || !isForeign;
    }
}
