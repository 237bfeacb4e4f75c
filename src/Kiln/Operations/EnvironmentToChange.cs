using System.Text;
using Kiln.Engine;
using Kiln.Engine.Environments;
using Kiln.Engine.Installing;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Operations.Pythons;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>The environment, or folder, that a command is to change.</summary>
/// <param name="Interpreter">Its Python.</param>
/// <param name="Target">Where its files go.</param>
/// <param name="Folder">The folder of <c>--target</c> or <c>--prefix</c>; empty for the environment itself.</param>
internal sealed record EnvironmentToChange(InterpreterInfo Interpreter, InstallTarget Target, FsPath Folder)
{
    /// <summary>Finds what the user named; refuses a Python that its system manages (PEP 668), unless told otherwise.</summary>
    public static EnvironmentToChange Find(TargetOptions options, GlobalOptions global, Output output, CancellationToken cancellation = default)
    {
        var surroundings = global.Surroundings;
        var finder = new EnvironmentFinder(new InterpreterCache(global.Cache), surroundings, global.PythonPreference);
        var folder = surroundings.Absolute(options.Target.IsEmpty ? options.Prefix : options.Target);
        bool hasFolder = !options.Target.IsEmpty || !options.Prefix.IsEmpty;
        var request = PythonRequestParser.ParseOption(options.Python, surroundings);
        var found = hasFolder ? PythonOnDemand.FindOrInstall(request, global, output, Found, cancellation) : Found();
        output.WriteDetail($"Using {found.Interpreter.DisplayName} at `{found.Interpreter.Executable}`");
        if (!options.Target.IsEmpty)
            return new EnvironmentToChange(found.Interpreter, InstallTarget.InFolder(folder, found.Interpreter), folder);
        if (!options.Prefix.IsEmpty)
            return new EnvironmentToChange(found.Interpreter, InstallTarget.InPrefix(folder, found.Interpreter), folder);
        RefuseManaged(found.Interpreter, options.BreakSystemPackages);
        return new EnvironmentToChange(found.Interpreter, InstallTarget.Of(found.Interpreter), default);

        PyEnvironment Found() => finder.Find(request, options.System, mayFallBack: hasFolder);
    }

    /// <summary>The distributions that are there.</summary>
    public IReadOnlyList<InstalledPackage> Installed() => InstalledPackages.Find([Target.Purelib, Target.Platlib]);

    /// <summary>Takes the lock, waiting if somebody holds it, and clears up after a run that was killed.</summary>
    public EnvironmentLock Lock(GlobalOptions global, LockWait wait, IReporter reporter)
    {
        if (!Folder.IsEmpty)
            _ = FileSystem.MakeFolders(Folder);
        var taken = Folder.IsEmpty ? EnvironmentLock.Take(Interpreter, global.Surroundings, wait, reporter) : EnvironmentLock.TakeIn(Folder, wait, reporter);
        if (!taken.IsWithAnother && InstallTransaction.Recover(Target))
            reporter.Warn("an earlier run was killed while it changed this environment; what it had begun was finished or taken back");
        return taken;
    }

    /// <summary>The marker's own words, as PEP 668 wants it.</summary>
    private static void RefuseManaged(InterpreterInfo interpreter, bool isAllowed)
    {
        if (isAllowed || interpreter.IsVirtualEnvironment || FileSystem.ReadAll(interpreter.ExternallyManagedMarker, out byte[] marker).IsError)
            return;
        throw new UserErrorException($"the Python at `{interpreter.Prefix}` is managed by its system, which says")
        {
            Details = MessageOf(Encoding.UTF8.GetString(marker)),
            Hint = "make an environment with `kiln venv`; `--break-system-packages` installs all the same",
            IsUsage = true,
        };
    }

    /// <summary>The value of <c>Error</c> in <c>[externally-managed]</c>, an INI file with continued lines.</summary>
    private static string MessageOf(string marker)
    {
        var lines = marker.Split('\n').SkipWhile(line => !line.StartsWith("Error=", StringComparison.Ordinal)).ToList();
        if (lines.Count == 0)
            return "nothing more";
        var message = lines.Skip(1).TakeWhile(line => line.Length == 0 || char.IsWhiteSpace(line[0])).Select(line => line.Trim() is "." ? "" : line.Trim());
        return string.Join('\n', message.Prepend(lines[0]["Error=".Length..].Trim())).Trim();
    }
}
