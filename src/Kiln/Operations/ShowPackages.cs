using Kiln.Engine.Environments;
using Kiln.Engine.Requirements;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>Tells what is known of single packages: <c>kiln pip show</c>.</summary>
internal static class ShowPackages
{
    /// <summary>Prints it; returns the exit code: 1 if none of the packages is there.</summary>
    public static int Run(ShowPackagesOptions options, Output output)
    {
        if (options.Packages.Count == 0)
        {
            output.Warn("Please provide a package name or names.");
            return 1;
        }
        var wanted = options.Packages.Select(PackageName.Parse).ToHashSet();
        var environment = InspectedEnvironment.Open(options, output);
        var shown = environment.Distributions.Where(each => wanted.Contains(each.Name)).ToList();
        var missing = wanted.Except(shown.Select(static each => each.Name)).Order().ToList();
        if (missing.Count > 0)
            output.Warn($"Package(s) not found for: {string.Join(", ", missing)}");
        if (shown.Count == 0)
            return 1;

        var needs = Needs(environment);
        for (int i = 0; i < shown.Count; i++)
        {
            if (i > 0)
                output.WriteData("---");
            Write(shown[i], needs, options.Files, output);
        }
        environment.WarnIf(options.Strict, output);
        return 0;
    }

    /// <summary>What each package needs; those whose metadata cannot be read are left out, and shown without.</summary>
    private static Dictionary<InstalledDistribution, SortedSet<PackageName>> Needs(InspectedEnvironment environment)
    {
        var needs = new Dictionary<InstalledDistribution, SortedSet<PackageName>>();
        foreach (var package in environment.Distributions)
        {
            if (package.Metadata is { } metadata)
                needs[package] = [.. metadata.RequirementsIn(environment.Markers).Select(static each => each.Name)];
        }
        return needs;
    }

    private static void Write(InstalledDistribution package, Dictionary<InstalledDistribution, SortedSet<PackageName>> needs, bool withFiles, Output output)
    {
        output.WriteData($"Name: {package.Name}");
        output.WriteData($"Version: {package.Version}");
        output.WriteData($"Location: {package.Package.SitePackages}");
        if (package.EditableLocation is { } location)
            output.WriteData($"Editable project location: {location}");
        if (needs.TryGetValue(package, out var needed))
        {
            WriteNames("Requires:", needed);
            WriteNames("Required-by:", needs.Where(each => each.Value.Contains(package.Name)).Select(static each => each.Key.Name).Distinct());
        }
        if (!withFiles)
            return;
        output.WriteData("Files:");
        foreach (var file in package.ReadFiles())
            output.WriteData($"  {file}");

        void WriteNames(string heading, IEnumerable<PackageName> names) => output.WriteData($"{heading} {string.Join(", ", names)}".TrimEnd());
    }
}
