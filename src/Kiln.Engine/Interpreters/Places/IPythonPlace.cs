namespace Kiln.Engine.Interpreters.Places;

/// <summary>A place where Pythons are looked for.</summary>
internal interface IPythonPlace
{
    /// <summary>How errors name it.</summary>
    string Name { get; }

    /// <summary>What lies there, best first. What a request rules out by name alone is left out.</summary>
    IEnumerable<PythonCandidate> Find(PythonRequest request);
}
