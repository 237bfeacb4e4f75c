using System.Text;
using Kiln.Engine.Environments.Activation;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Environments;

/// <summary>
/// <c>pyvenv.cfg</c>, by which Python knows a virtual environment (PEP 405). Python reads <c>home</c> and
/// <c>include-system-site-packages</c>; the other keys are those of uv and virtualenv, which editors and tools look for.
/// </summary>
internal static class PyvenvConfig
{
    /// <summary>Its name.</summary>
    public const string FileName = "pyvenv.cfg";

    // In the file while the environment is being made; whoever finds it there later finds what a killed run left.
    private const string UnfinishedKey = "kiln-unfinished";

    /// <summary>The content.</summary>
    public static byte[] Write(InterpreterInfo interpreter, FsPath baseExecutable, VirtualEnvironmentOptions options, bool isFinished)
    {
        var text = new StringBuilder();
        Add("home", RawText.FromBytes(baseExecutable.Parent.Bytes));
        Add("implementation", interpreter.Markers.PlatformPythonImplementation);
        Add("kiln", typeof(PyvenvConfig).Assembly.GetName().Version!.ToString(3));
        Add("version_info", interpreter.Markers.PythonFullVersion);
        Add("include-system-site-packages", options.SystemSitePackages ? "true" : "false");
        if (options.IsRelocatable)
            Add("relocatable", "true");
        if (options.IsSeeded)
            Add("seed", "true");
        if (options.Prompt is { } prompt)
            Add("prompt", prompt);
        if (!isFinished)
            Add(UnfinishedKey, "true");
        return RawText.ToBytes(text.ToString());

        void Add(string key, string value) => text.Append(key).Append(" = ").Append(ShellQuoting.OneLine(value)).Append('\n');
    }

    /// <summary>True for an environment whose making was broken off.</summary>
    public static bool IsUnfinished(FsPath folder) =>
        !FileSystem.ReadAll(folder / FileName, out byte[] content).IsError && content.AsSpan().IndexOf("\nkiln-unfinished = "u8) >= 0;
}
