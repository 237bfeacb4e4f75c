using Kiln.Engine.Environments;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Versions;

namespace Kiln.Operations;

/// <summary>Finds the Python that pins are made for. Nothing is run with it but a question, so that of another version the nearest there is will do.</summary>
internal sealed class PinInterpreter(InterpreterCache interpreters, Engine.Surroundings surroundings)
{
    /// <summary>The one that is named; else one of the version, or of its minor version; else any.</summary>
    public InterpreterInfo Find(TargetOptions target, PyVersion? version)
    {
        var finder = new InterpreterFinder(interpreters, surroundings);
        if (target.Python is { } named)
            return target.System ? OfSystem(PythonRequestParser.Parse(named, surroundings)) : finder.Find(PythonRequestParser.Parse(named, surroundings)).Interpreter;
        if (target.System)
            return OfSystem(PythonRequest.Any);
        string[] wanted = version is null ? [] : [$"{version}", $"{version.ReleaseAt(0)}.{version.ReleaseAt(1)}"];
        return wanted.Select(text => finder.FindOfKind(PythonRequestParser.Parse(text, surroundings))).FirstOrDefault(found => found is not null)?.Interpreter
            ?? finder.Find(PythonRequest.Any).Interpreter;
    }

    private InterpreterInfo OfSystem(PythonRequest request) => new EnvironmentFinder(interpreters, surroundings).Find(request, isSystem: true).Interpreter;
}
