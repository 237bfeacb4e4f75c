using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Environments;

/// <summary>An environment that packages are installed into, through the interpreter that uses it.</summary>
public sealed record PyEnvironment(InterpreterInfo Interpreter, string Place)
{
    /// <summary>Its root folder.</summary>
    public FsPath Root => Interpreter.Prefix;

    /// <summary>The folders that installers put packages into: purelib, and platlib where that is another one.</summary>
    public IReadOnlyList<FsPath> SitePackages =>
        Interpreter.Paths.Purelib == Interpreter.Paths.Platlib ? [Interpreter.Paths.Purelib] : [Interpreter.Paths.Purelib, Interpreter.Paths.Platlib];
}
