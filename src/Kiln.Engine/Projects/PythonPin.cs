using System.Text;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Projects;

/// <summary>The Python that a <c>.python-version</c> names, or the first of a <c>.python-versions</c>.</summary>
/// <param name="File">The file.</param>
/// <param name="Text">What is written there; empty where nothing is.</param>
public sealed record PythonPin(FsPath File, string Text)
{
    private static readonly string[] Names = [".python-version", ".python-versions"];

    /// <summary>The pin of the nearest folder upwards that has one, else the user's; null if there is none.</summary>
    public static PythonPin? Find(FsPath start, Surroundings surroundings)
    {
        for (var folder = start; ; folder = folder.Parent)
        {
            if (ReadIn(folder) is { } pin)
                return pin;
            if (folder.Parent == folder || folder.IsEmpty)
                break;
        }
        return surroundings.SettingsFolder is { } user ? ReadIn(user / "kiln") ?? ReadIn(user / "uv") : null;
    }

    /// <summary>
    /// What it asks for: any Python where nothing is written. Null for the names of executables and paths: a file that may come with a project does
    /// not choose what is run.
    /// </summary>
    public PythonRequest? Request(Surroundings surroundings)
    {
        if (Text.Length == 0)
            return PythonRequest.Any;
        var request = PythonRequestParser.Parse(Text, surroundings);
        return request.Path is null && request.ExecutableName is null ? request : null;
    }

    /// <summary>All that the nearest <c>.python-versions</c>, or <c>.python-version</c>, names; else the user's; null if there is none.</summary>
    public static (FsPath File, IReadOnlyList<string> Texts)? FindAll(FsPath start, Surroundings surroundings, bool isGlobalOnly = false)
    {
        for (var folder = start; !isGlobalOnly; folder = folder.Parent)
        {
            if (ReadAllIn(folder) is { } found)
                return found;
            if (folder.Parent == folder || folder.IsEmpty)
                break;
        }
        return surroundings.SettingsFolder is { } user ? ReadAllIn(user / "kiln") ?? ReadAllIn(user / "uv") : null;
    }

    private static (FsPath File, IReadOnlyList<string> Texts)? ReadAllIn(FsPath folder)
    {
        foreach (string name in Names.Reverse())
        {
            if (!FileSystem.ReadAll(folder / name, out byte[] content).IsError)
                return (folder / name, [.. Lines(Encoding.UTF8.GetString(content))]);
        }
        return null;
    }

    /// <summary>The pin of a file; null if it is not there.</summary>
    public static PythonPin? FindIn(FsPath file) =>
        FileSystem.ReadAll(file, out byte[] content).IsError ? null : new PythonPin(file, FirstLine(Encoding.UTF8.GetString(content)));

    private static PythonPin? ReadIn(FsPath folder)
    {
        foreach (string name in Names)
        {
            if (!FileSystem.ReadAll(folder / name, out byte[] content).IsError)
                return new PythonPin(folder / name, FirstLine(Encoding.UTF8.GetString(content)));
        }
        return null;
    }

    private static string FirstLine(string text) => Lines(text).FirstOrDefault() ?? "";

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0 && line[0] != '#');
}
