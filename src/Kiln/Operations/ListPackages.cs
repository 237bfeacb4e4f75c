using Kiln.Engine.Environments;
using Kiln.Engine.Io;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>Lists the packages of an environment: <c>kiln pip list</c> and <c>kiln pip freeze</c>.</summary>
internal static class ListPackages
{
    /// <summary>Prints the list; returns the exit code.</summary>
    public static int Run(ListPackagesOptions options, Output output, CancellationToken cancellation)
    {
        var environment = InspectedEnvironment.Open(options, output);
        if (options.Folders.Count > 0)
            environment = environment.WithFolders([.. options.Folders.Select(folder => options.Global.Surroundings.Absolute(RawText.ToPath(folder)))]);
        var excluded = options.Exclude.Select(PackageName.Parse).ToHashSet();
        var newest = options.Outdated is { } query ? new OutdatedPackages(query, options.Global, output, cancellation).Find(environment) : null;
        Write(options.Format, [.. environment.Distributions.Where(each =>
            !excluded.Contains(each.Name) && (options.Editable is null || options.Editable == each.EditableLocation is not null) && newest?.ContainsKey(each.Name) != false)], newest, output);
        environment.WarnIf(options.Strict, output);
        return 0;
    }

    private static void Write(PackageListFormat format, InstalledDistribution[] packages, IReadOnlyDictionary<PackageName, NewestVersion>? newest, Output output)
    {
        if (format == PackageListFormat.Json)
            output.WriteData(InstalledPackageDocument.ToLine(packages, newest));
        else if (format == PackageListFormat.Columns && packages.Length > 0)
            WriteTable(packages, newest, output);
        foreach (var package in packages)
        {
            if (format == PackageListFormat.Freeze)
                output.WriteData($"{package.Name}=={package.Version}");
            else if (format == PackageListFormat.Requirements)
                output.WriteData(AsRequirement(package));
        }
    }

    private static string AsRequirement(InstalledDistribution package) => package.Origin switch
    {
        null when !package.Package.EggLink.IsEmpty => $"-e {package.EditableLocation}",
        null => $"{package.Name}=={package.Version}",
        { IsEditable: true } origin => $"-e {origin}",
        var origin => $"{package.Name} @ {origin}",
    };

    private static void WriteTable(InstalledDistribution[] packages, IReadOnlyDictionary<PackageName, NewestVersion>? newest, Output output)
    {
        List<(string Heading, Func<InstalledDistribution, string> Cell)> columns = [("Package", static each => each.Name.ToString()), ("Version", static each => each.Version.ToString())];
        if (newest is not null)
            columns.AddRange([("Latest", each => newest[each.Name].Version.ToString()), ("Type", each => newest[each.Name].IsWheel ? "wheel" : "sdist")]);
        if (Array.Exists(packages, static each => each.EditableLocation is not null))
            columns.Add(("Editable project location", static each => each.EditableLocation ?? ""));
        int[] widths = [.. columns.Select(column => packages.Max(each => Math.Max(column.Heading.Length, column.Cell(each).Length)))];

        WriteRow(columns.Select(static column => column.Heading));
        WriteRow(widths.Select(static width => new string('-', width)));
        foreach (var package in packages)
            WriteRow(columns.Select(column => column.Cell(package)));

        void WriteRow(IEnumerable<string> cells) => output.WriteData(string.Join(' ', cells.Select((cell, index) => cell.PadRight(widths[index]))).TrimEnd());
    }
}
