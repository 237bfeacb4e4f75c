namespace Kiln.Operations;

/// <summary>Whether an install is followed by compiling.</summary>
/// <param name="IsOn">True if it is.</param>
/// <param name="IsAskedFor">True if a flag or variable said so: then sources that could not be compiled are an error, else a warning.</param>
internal readonly record struct CompileChoice(bool IsOn, bool IsAskedFor);
