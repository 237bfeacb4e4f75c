using Kiln.Engine;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Operations.Pythons;

/// <summary>Where managed Pythons of this user are.</summary>
internal static class ManagedPlaces
{
    /// <summary>The folder that was chosen, else the usual one.</summary>
    public static FsPath FolderOf(FsPath? chosen, Surroundings surroundings) => chosen ?? ManagedPythonFolders.OfKiln(surroundings)
        ?? throw new UserErrorException("there is no home folder to keep Pythons in") { Hint = "name a folder with `--install-dir` or `KILN_PYTHON_INSTALL_DIR`", IsUsage = true };
}
