using Kiln.Engine;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Pins;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;

namespace Kiln.Operations;

/// <summary>A lock file (PEP 751) behind <c>-r</c>: it says all that is to be installed, so that nothing else may be asked for beside it; in uv's words.</summary>
internal static class AskedLock
{
    private const string ProjectName = "pyproject.toml";

    /// <summary>True if a word behind <c>-r</c> names a lock file, be it by a name that the standard does not allow.</summary>
    public static bool IsOne(string file) => file.EndsWith(".toml", StringComparison.Ordinal) && NameOf(file) != ProjectName;

    /// <summary>The lock file among some files; null if there is none.</summary>
    /// <param name="words">What was asked for in words.</param>
    /// <param name="files">Files behind <c>-r</c>.</param>
    /// <param name="options">Everything else that was said.</param>
    /// <param name="read">Reads a file, here or on a server.</param>
    public static LockFile? Read(IReadOnlyList<string> words, IReadOnlyList<string> files, ResolveOptions options, Func<FileLocation, byte[]> read)
    {
        var locks = files.Where(IsOne).ToList();
        if (locks.Count == 0)
            return null;
        if (locks.Find(static file => !Pylock.IsFileName(NameOf(file))) is { } misnamed)
            throw Usage($"`{misnamed}` is not a valid PEP 751 filename: expected `pylock.toml` or `pylock.<name>.toml`, where `<name>` is non-empty and contains no dots");
        if (locks.Count > 1)
            throw Usage($"multiple `pylock.toml` files specified: `{locks[0]}` vs. `{locks[1]}`");
        if (words.Count > 0 || files.Count > 1)
            throw Usage("cannot specify additional requirements alongside a `pylock.toml` file");
        if (options.ConstraintFiles.Count > 0)
            throw Usage("cannot specify constraints with a `pylock.toml` file");
        if (options is InstallPackagesOptions { Versions: { OverrideFiles.Count: > 0 } or { ExcludeFiles.Count: > 0 } })
            throw Usage("cannot specify overrides or excludes with a `pylock.toml` file");
        if (options.Groups.Any(static group => group.Contains(':')))
            throw Usage("cannot specify paths for groups with a `pylock.toml` file; all groups must refer to the `pylock.toml` file");
        var location = FileLocation.Parse(locks[0], options.Global.CurrentFolder);
        return LockFile.Parse(read(location), location);
    }

    /// <summary>The wheels in it for this Python.</summary>
    public static IReadOnlyList<Candidate> Choose(LockFile file, ResolveOptions options, TargetPython target)
    {
        var noBinary = new PackageChoice();
        options.Build.AddTo(noBinary, new PackageChoice());
        var extras = (options.AllExtras ? file.Extras : options.Extras).Except(options.NoExtras);
        var groups = options.Groups.Count > 0 ? options.Groups : file.DefaultGroups;
        return new LockedWheels(file, new LockTarget
        {
            Markers = new MarkerValues(target.Markers, Normalized(extras), Normalized(groups)),
            Python = target.Version,
            Tags = target.Tags,
            NoBinary = noBinary,
        }).Choose();
    }

    private static HashSet<string> Normalized(IEnumerable<string> names) => [.. names.Select(static name => ExtraName.Parse(name).ToString())];

    private static string NameOf(string file) => file[(file.LastIndexOfAny(['/', Path.DirectorySeparatorChar]) + 1)..];

    private static UserErrorException Usage(string message) => new(message) { IsUsage = true };
}
