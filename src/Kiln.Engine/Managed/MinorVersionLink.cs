using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Managed;

/// <summary>
/// The link that leads from a minor version to its newest patch version: what goes through it, an environment or a program in the user's folder, is
/// upgraded with it. CPython's only.
/// </summary>
public static class MinorVersionLink
{
    /// <summary>Where the link of a Python is; null where its kind has none.</summary>
    public static FsPath? Of(ManagedPython python) => python.Key.IsCPython ? python.Folder.Parent / python.Key.MinorName : null;

    /// <summary>The program of a Python, through its link.</summary>
    public static FsPath ExecutableThrough(ManagedPython python) =>
        Of(python) is { } link ? new ManagedPython(link, python.Key).Executable : python.Executable;

    /// <summary>Points the links of these Pythons' minor versions to the newest of all that are there.</summary>
    public static void Update(IEnumerable<ManagedPython> changed, IReadOnlyList<ManagedPython> there)
    {
        foreach (var python in changed.Where(static each => each.Key.IsCPython).DistinctBy(static each => each.Key.MinorName))
        {
            var link = Of(python)!.Value;
            var newest = there.Where(each => each.Key.IsSameMinor(python.Key)).OrderBy(static each => each.Key, PythonKey.Preferred).FirstOrDefault();
            if (newest is null)
            {
                if (!FileSystem.Stat(link, follow: false, out var status).IsError && status.Kind == FileKind.Link)
                    _ = FileSystem.Delete(link);
                continue;
            }
            if (!FileSystem.ReadLink(link, out var target).IsError && target == newest.Folder)
                continue;
            var error = SymbolicLink.Replace(link, newest.Folder);
            if (error.IsError)
                throw UserErrorException.ForFile("make the link", link, error);
        }
    }
}
