using Kiln.Engine.Interpreters;
using Kiln.Engine.Projects;
using Kiln.Engine.Versions;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>The Python that a new environment is for where the user names none: that of <c>.python-version</c>, else one that the project works with.</summary>
internal sealed class ProjectPython
{
    private readonly PythonPin? _pin;
    private readonly string? _required;
    private readonly bool _isNamed;

    /// <summary>Looks for both; <see cref="Request"/> is then what to look for.</summary>
    public ProjectPython(CreateEnvironmentOptions options, Output output)
    {
        var surroundings = options.Global.Surroundings;
        var folder = options.Global.ProjectFolder;
        _required = options.NoProject ? null : ProjectFile.Find(folder)?.RequiresPython;
        _isNamed = options.Python is not null;
        if (options.Python is { } named)
        {
            Request = PythonRequestParser.Parse(named, surroundings);
            return;
        }
        _pin = options.Global.ReadsNoConfiguration ? null : PythonPin.Find(folder, surroundings);
        if (_pin is { } pin)
        {
            if (pin.Request(surroundings) is not { } request)
                output.Warn($"ignoring unsupported Python request `{pin.Text}` in version file: {pin.File}");
            else
                Request = request;
        }
        else if (_required is { } versions && PythonRequestParser.Parse(versions, surroundings) is { IsConstraint: true } request)
            Request = request;
    }

    /// <summary>What to look for.</summary>
    public PythonRequest Request { get; } = PythonRequest.Any;

    /// <summary>Warns if the project does not work with what was found, in uv's words.</summary>
    public void WarnIfUnfit(InterpreterInfo found, Output output)
    {
        if (_required is null || (!_isNamed && _pin is null) || !VersionSpecifiers.TryParse(_required, out var versions, out _)
            || versions.Contains(PyVersion.Parse(found.Markers.PythonFullVersion.TrimEnd('+'))))
            return;
        string what = _pin is null ? "The requested interpreter" : $"The Python request from `{_pin.File}`";
        output.Warn($"{what} resolved to Python {found.Version}, which is incompatible with the project's Python requirement: `{_required}` (from `project.requires-python`)");
    }
}
