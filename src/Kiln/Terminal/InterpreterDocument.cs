using Kiln.Engine.Interpreters;

namespace Kiln.Terminal;

/// <summary>An interpreter in our JSON documents.</summary>
internal sealed record InterpreterDocument(string Executable, string Implementation, string Version, string? CacheTag)
{
    /// <summary>The document of an interpreter.</summary>
    public static InterpreterDocument Of(InterpreterInfo interpreter) =>
        new(interpreter.Executable.ToString(), interpreter.ImplementationName, interpreter.Version.ToString(), interpreter.CacheTag);
}
