namespace Kiln.Operations;

/// <summary>Who compiles.</summary>
internal enum EngineChoice
{
    /// <summary>The fastest engine that is sure of its result.</summary>
    Auto,

    /// <summary>The target interpreter itself.</summary>
    Interpreter,
}
