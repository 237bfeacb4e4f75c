namespace Kiln.Engine.Interpreters;

/// <summary>An interpreter and where it was found, as it stands in messages.</summary>
public sealed record FoundInterpreter(InterpreterInfo Interpreter, string Place);
