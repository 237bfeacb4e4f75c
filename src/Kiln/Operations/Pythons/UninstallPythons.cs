using Kiln.Engine;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Engine.Managed;
using Kiln.Terminal;

namespace Kiln.Operations.Pythons;

/// <summary><c>kiln python uninstall</c>: remove Pythons, their programs in the user's folder, and links that lead to them.</summary>
internal static class UninstallPythons
{
    /// <summary>Does it and prints what was done; returns the exit code: 0 also where there was nothing, as in uv.</summary>
    public static int Run(UninstallPythonsOptions options, Output output, CancellationToken cancellation)
    {
        long start = TimeProvider.System.GetTimestamp();
        using var progress = new ProgressLine(output, TimeProvider.System);
        var folder = new ManagedFolder(ManagedPlaces.FolderOf(options.Folder, options.Global.Surroundings));
        if (!FileSystem.IsFolder(folder.Path))
            return TellNothing(options, output);
        var changes = new PythonChanges();
        var failures = new List<UserErrorException>();
        using (folder.Lock(new LockWait(options.LockTimeout, cancellation), progress))
        {
            var there = folder.List();
            var matching = Matching(options, there, output);
            if (matching.Count > 0)
                Remove(matching, there, folder, options, changes, failures);
            else if (!options.All)
                output.WriteMessage("No Python installations found matching the requests");
            folder.RemoveIfEmpty();
        }
        PythonChangesText.Write("Uninstalled", changes.Removed, changes, TimeProvider.System.GetElapsedTime(start), output);
        failures.ForEach(output.WriteError);
        return failures.Count > 0 ? 1 : 0;
    }

    private static int TellNothing(UninstallPythonsOptions options, Output output)
    {
        _ = Matching(options, [], output);
        if (!options.All)
            output.WriteMessage("No Python installations found matching the requests");
        return 0;
    }

    private static List<ManagedPython> Matching(UninstallPythonsOptions options, IReadOnlyList<ManagedPython> there, Output output)
    {
        if (options.All)
        {
            output.WriteMessage("Searching for Python installations");
            if (there.Count == 0)
                output.WriteMessage("No Python installations found");
            return [.. there];
        }
        var matching = new List<ManagedPython>();
        foreach (string text in options.Targets.Distinct().Order(StringComparer.Ordinal))
        {
            var request = PythonRequestParser.Parse(text, options.Global.Surroundings);
            if (!request.IsOfKind)
                throw new UserErrorException($"cannot uninstall a managed Python for the request `{text}`") { Hint = "a version, an implementation, or a key of `kiln python list --only-installed`", IsUsage = true };
            output.WriteMessage($"Searching for Python versions matching: {output.Paint(Style.Path, PythonRequestText.Of(request))}");
            var found = there.Where(each => request.IsSatisfiedBy(each.Key, machine: null, admitsPrereleases: true)).ToList();
            if (found.Count == 0)
                output.WriteMessage($"No existing installations found for: {output.Paint(Style.Path, PythonRequestText.Of(request))}");
            matching.AddRange(found.Where(each => !matching.Contains(each)));
        }
        return matching;
    }

    private static void Remove(
        List<ManagedPython> matching, IReadOnlyList<ManagedPython> there, ManagedFolder folder, UninstallPythonsOptions options,
        PythonChanges changes, List<UserErrorException> failures)
    {
        // Programs first, while it can be seen whose they are.
        foreach (var (program, python) in BinFolder.Locate(options.Global.Surroundings)?.ProgramsOf(matching).ToList() ?? [])
        {
            var error = FileSystem.Delete(program);
            if (error.IsError)
                failures.Add(UserErrorException.ForFile("remove", program, error));
            else
                changes.AddPrograms(python.Key, [RawText.FromBytes(program.Name)]);
        }
        foreach (var python in matching)
        {
            var error = folder.Remove(python);
            if (error.IsError)
                failures.Add(new UserErrorException($"failed to uninstall {python.Key}", UserErrorException.ForFile("remove", python.Folder, error)));
            else
                changes.AddRemoved(python.Key);
        }
        MinorVersionLink.Update(matching, [.. there.Where(each => !changes.Removed.Contains(each.Key))]);
    }
}
