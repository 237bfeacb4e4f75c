using Kiln.Engine.Environments;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Operations.Pythons;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>Makes a virtual environment: find the base Python, build, put pip in if wished, say how to activate it.</summary>
internal static class CreateEnvironment
{
    /// <summary>Does it and prints what was done; returns the exit code.</summary>
    public static int Run(CreateEnvironmentOptions options, IEnvironmentSeeder seeder, Output output, CancellationToken cancellation)
    {
        var surroundings = options.Global.Surroundings;
        var interpreters = new InterpreterCache(options.Global.Cache);
        var python = new ProjectPython(options, output);
        var interpreter = PythonOnDemand.FindOrInstall(
            python.Request, options.Global, output, () => FindBase(python.Request, options.Global, interpreters), cancellation);
        output.WriteMessage($"Using {interpreter.DisplayName} interpreter at: {output.Paint(Style.Path, Shown(interpreter.Executable, surroundings.CurrentFolder))}");
        python.WarnIfUnfit(interpreter, output);
        string with = options.Seed is null ? "" : " with seed packages";
        output.WriteMessage($"Creating virtual environment{with} at: {output.Paint(Style.Path, Shown(options.Folder, surroundings.CurrentFolder))}");

        var root = surroundings.Absolute(options.Folder).WithoutDots();
        var environment = options.Environment with { Existing = AskedFor(options, root, output, cancellation) };
        var builder = new VirtualEnvironmentBuilder(root, interpreter, environment);
        using (var reporter = new ProgressLine(output, TimeProvider.System))
            builder.Build(new LockWait(options.LockTimeout, cancellation), reporter);
        if (options.Seed is { } source)
            seeder.Seed(interpreters.Get(builder.Executable), SeedPackages(interpreter.Version), source, output, cancellation);

        var scripts = options.Folder.Append(builder.Scripts.Name);
        if (ActivationCommand.Find(surroundings, scripts, options.Environment.IsRelocatable) is { } command)
            output.WriteMessage($"Activate with: {output.Paint(Style.Good, command)}");
        return 0;
    }

    private static ExistingFolder AskedFor(CreateEnvironmentOptions options, FsPath root, Output output, CancellationToken cancellation)
    {
        var existing = options.Environment.Existing;
        if (existing != ExistingFolder.Refuse || !options.AsksToClear || !VirtualEnvironmentBuilder.IsEnvironment(root))
            return existing;
        string question = $"A virtual environment already exists at `{options.Folder}`. Do you want to replace it?";
        return output.Ask(question, cancellation) == true ? ExistingFolder.ClearEnvironment : existing;
    }

    /// <summary>Environments are passed over, unless one is named by its path: then its base is taken.</summary>
    private static InterpreterInfo FindBase(PythonRequest request, GlobalOptions global, InterpreterCache interpreters) =>
        new EnvironmentFinder(interpreters, global.Surroundings, global.PythonPreference).Find(request, isSystem: true).Interpreter;

    /// <summary>What <c>ensurepip</c> put in too, up to 3.11; later Pythons build packages without setuptools lying there.</summary>
    private static string[] SeedPackages(PythonVersion version) => version.Minor >= 12 ? ["pip"] : ["pip", "setuptools", "wheel"];

    private static string Shown(FsPath path, FsPath currentFolder) =>
        (path != currentFolder && path.IsWithin(currentFolder) ? FsPath.FromBytes(path.Bytes[currentFolder.Length..].TrimStart("/\\"u8)) : path).ToString();
}
