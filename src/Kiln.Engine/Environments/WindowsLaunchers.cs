using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;

namespace Kiln.Engine.Environments;

/// <summary>
/// Puts <c>python.exe</c> and <c>pythonw.exe</c> into an environment on Windows, where links need rights that users lack: small programs
/// that come with Python and start the one that <c>pyvenv.cfg</c> names (<c>PC/launcher.c</c>; <c>Lib/venv/__init__.py: setup_python</c>).
/// </summary>
internal static class WindowsLaunchers
{
    /// <summary>Copies them into the environment's folder of scripts.</summary>
    public static void Copy(InterpreterInfo interpreter, FsPath baseExecutable, FsPath scripts)
    {
        foreach (var (name, launcher) in new[] { ("python", "venvlauncher"), ("pythonw", "venvwlauncher") })
        {
            string suffix = interpreter.IsGilDisabled ? "t.exe" : ".exe";
            var shims = interpreter.Paths.Stdlib / "venv" / "scripts" / "nt";
            // The first name is the one up to 3.12; conda has the launchers beside its Python.
            FsPath[] candidates = [shims / (name + ".exe"), shims / (launcher + suffix), baseExecutable.Parent / (launcher + suffix)];
            var source = candidates.Where(FileSystem.IsFile).Cast<FsPath?>().FirstOrDefault()
                ?? throw new UserErrorException($"`{baseExecutable}` comes without the launchers that virtual environments need on Windows")
                {
                    Hint = "use a Python of the full installer: the embeddable one cannot have environments",
                    IsUsage = true,
                };
            EnvironmentPlace.Require("read", source, FileSystem.ReadAll(source, out byte[] content));
            var target = scripts / (name + ".exe");
            EnvironmentPlace.Require("write", target, FileSystem.WriteAll(target, content));
        }
    }
}
