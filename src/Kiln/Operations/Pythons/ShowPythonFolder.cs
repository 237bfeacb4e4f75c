using Kiln.Terminal;

namespace Kiln.Operations.Pythons;

/// <summary><c>kiln python dir</c>: where managed Pythons are, or their programs.</summary>
internal static class ShowPythonFolder
{
    /// <summary>Prints it; returns the exit code.</summary>
    public static int Run(GlobalOptions global, bool ofPrograms, Output output)
    {
        var folder = ofPrograms ? BinPlace.Of(global.Surroundings).Path : ManagedPlaces.FolderOf(null, global.Surroundings);
        output.WriteData(output.PaintData(Style.Path, folder.ToString()));
        return 0;
    }
}
