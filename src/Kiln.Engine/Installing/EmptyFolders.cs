using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>Removes folders that a removal left empty, and those above them, up to the roots, which stay.</summary>
internal static class EmptyFolders
{
    /// <summary>Removes those of the folders that are empty; a <c>__pycache__</c> in them that is empty goes first.</summary>
    public static void Remove(IEnumerable<FsPath> folders, IReadOnlyList<FsPath> roots)
    {
        var kept = roots.ToHashSet();
        foreach (var folder in folders.Distinct().OrderByDescending(folder => folder.Length))
        {
            for (var current = folder; roots.Any(root => current.IsWithin(root)) && !kept.Contains(current); current = current.Parent)
            {
                _ = FileSystem.DeleteFolder(current / "__pycache__");
                var error = FileSystem.DeleteFolder(current);
                if (error.IsError && error.Fault != FileFault.NotFound)
                    break;
            }
        }
    }
}
