namespace Kiln.Engine.Bytecode;

/// <summary>Who compiles.</summary>
public enum EngineChoice
{
    /// <summary>The native engine where it has proven itself against this very interpreter, else the interpreter.</summary>
    Auto,

    /// <summary>The native engine, proven or not; what it does not compile goes to the interpreter all the same.</summary>
    Native,

    /// <summary>The target interpreter itself.</summary>
    Interpreter,
}
