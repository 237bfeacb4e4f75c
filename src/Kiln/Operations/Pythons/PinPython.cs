using System.Text;
using Kiln.Engine;
using Kiln.Engine.Environments;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Projects;
using Kiln.Engine.Versions;
using Kiln.Terminal;

namespace Kiln.Operations.Pythons;

/// <summary><c>kiln python pin</c>: show, write or remove the file that says which Python a folder, or the user, wants.</summary>
internal sealed class PinPython(PinPythonOptions options, Output output)
{
    private Surroundings Surroundings => options.Global.Surroundings;

    private FsPath SettingsFolder => Surroundings.SettingsFolder is { } folder ? folder / "kiln"
        : throw new UserErrorException("there is no home folder to keep the global pin in") { IsUsage = true };

    /// <summary>Does it; returns the exit code.</summary>
    public int Run()
    {
        var known = PythonPin.FindAll(options.Global.ProjectFolder, Surroundings, options.IsGlobal);
        if (options.Removes)
            return Remove(known?.File);
        if (options.Request is null)
            return Show(known?.Texts);
        var request = PythonRequestParser.Parse(options.Request, Surroundings);
        if (request.ExecutableName is { } name)
            throw new UserErrorException($"requests for arbitrary names (e.g., `{name}`) are not supported in version files") { IsUsage = true };
        var found = Find(request);
        RefuseUnfit(request, found);
        string text = options.IsResolved ? found!.Executable.ToSystemString() : PythonRequestText.Canonical(request);
        Write((options.IsGlobal ? SettingsFolder : options.Global.ProjectFolder) / ".python-version", text);
        return 0;
    }

    private int Remove(FsPath? file)
    {
        if (file is not { } pin)
            throw new UserErrorException(options.IsGlobal ? "no global Python pin found" : "no Python version file found") { IsUsage = true };
        bool isGlobal = Surroundings.SettingsFolder is { } settings && (pin.Parent == settings / "kiln" || pin.Parent == settings / "uv");
        if (!options.IsGlobal && isGlobal)
            throw new UserErrorException("no Python version file found; use `--rm --global` to remove the global pin") { IsUsage = true };
        var error = FileSystem.Delete(pin);
        if (error.IsError)
            throw UserErrorException.ForFile("remove", pin, error);
        output.WriteData($"Removed {(options.IsGlobal ? "global Python pin" : "Python version file")} at `{Shown(pin)}`");
        return 0;
    }

    private int Show(IReadOnlyList<string>? pins)
    {
        if (pins is null)
            throw new UserErrorException("no Python version file found; specify a version to create one") { IsUsage = true };
        foreach (string pin in pins)
        {
            var request = PythonRequestParser.Parse(pin, Surroundings);
            output.WriteData(PythonRequestText.Canonical(request));
            if (Unfit(request, null) is { } reason)
                output.Warn(reason);
        }
        return 0;
    }

    /// <summary>The Python that the pin is of; that there is none is a warning, unless its path is to be written.</summary>
    private InterpreterInfo? Find(PythonRequest request)
    {
        try
        {
            var finder = new EnvironmentFinder(new InterpreterCache(options.Global.Cache), Surroundings, options.Global.PythonPreference);
            return finder.Find(request, isSystem: true).Interpreter;
        }
        catch (UserErrorException) when (!options.IsResolved)
        {
            output.Warn($"no interpreter found for {PythonRequestText.Of(request)} in managed installations or search path");
            return null;
        }
    }

    /// <summary>A pin that the project cannot work with is refused; a looser one that happens to lead to such a Python is only told.</summary>
    private void RefuseUnfit(PythonRequest request, InterpreterInfo? found)
    {
        if (Unfit(request, null) is { } wrong)
            throw new UserErrorException(wrong) { IsUsage = true };
        if (Unfit(request, found) is not { } reason)
            return;
        if (options.IsResolved)
            throw new UserErrorException(reason) { IsUsage = true };
        output.Warn(reason);
    }

    private string? Unfit(PythonRequest request, InterpreterInfo? found)
    {
        if (options.NoProject || ProjectFile.Find(options.Global.ProjectFolder)?.RequiresPython is not { } required || !VersionSpecifiers.TryParse(required, out var versions, out _))
            return null;
        string? version = found?.Version.ToString() ?? (request.Versions?.Precision >= 2 ? request.Versions.Text : null);
        if (version is null || !PyVersion.TryParse(version, out var asked, out _) || versions.Contains(asked) || (found is null && IsCoveredBy(versions, asked)))
            return null;
        string what = found is null ? $"the requested Python version `{PythonRequestText.Canonical(request)}`"
            : $"the requested Python version `{PythonRequestText.Canonical(request)}` resolves to `{found.Version}` which";
        return $"{what} is incompatible with the project `requires-python` value of `{required}`";
    }

    /// <summary>A minor version is good for a project if one of its patch versions is.</summary>
    private static bool IsCoveredBy(VersionSpecifiers versions, PyVersion minor)
    {
        const int manyPatches = 99;
        return Enumerable.Range(0, manyPatches).Any(patch => versions.Contains(PyVersion.Parse($"{minor}.{patch}")));
    }

    private void Write(FsPath file, string text)
    {
        string? before = PythonPin.FindIn(file)?.Text;
        var error = FileSystem.MakeFolders(file.Parent);
        error = error.IsError ? error : FileSystem.ReplaceAll(file, Encoding.UTF8.GetBytes(text + "\n"));
        if (error.IsError)
            throw UserErrorException.ForFile("write", file, error);
        output.WriteData(before is { Length: > 0 } && before != text ? $"Updated `{Shown(file)}` from `{before}` -> `{text}`" : $"Pinned `{Shown(file)}` to `{text}`");
    }

    private string Shown(FsPath path) => PathText.From(path, options.Global.CurrentFolder);
}
