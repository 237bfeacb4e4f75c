using Kiln.Engine.Io;

namespace Kiln.Engine.Tests.Support;

/// <summary>Small shell scripts as test programs.</summary>
internal static class Shell
{
    /// <summary>A call of <c>sh -c</c>; the arguments are <c>$1</c>, <c>$2</c> …</summary>
    public static ProgramCall Call(string script, params string[] arguments) =>
        new() { Executable = FsPath.From("/bin/sh"), Arguments = ["-c", script, "sh", .. arguments] };

    /// <summary>Starts a script.</summary>
    public static ChildProcess Start(string script, params string[] arguments) =>
        ChildProcess.TryStart(Call(script, arguments), out var child, out var reason) ? child : throw new InvalidOperationException(reason);

    /// <summary>Runs a script to its end.</summary>
    public static ProgramRun Run(string script, params string[] arguments) => ProgramRun.Of(Call(script, arguments), TimeSpan.FromSeconds(60));
}
