using System.Text.Json;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Io;
using Kiln.Terminal;

namespace Kiln.Operations.Pythons;

/// <summary><c>kiln python list</c>: what is installed, and what can be.</summary>
internal static class ListPythons
{
    /// <summary>Prints it; returns the exit code.</summary>
    public static int Run(ListPythonsOptions options, Output output, CancellationToken cancellation)
    {
        var surroundings = options.Global.Surroundings;
        var request = options.Request is { } text ? PythonRequestParser.Parse(text, surroundings) : PythonRequest.Any;
        var found = new List<ListedPython>();
        if (!options.OnlyDownloads)
            found.AddRange(Installed(request, options.Global, output));
        if (ShowsDownloads(options) && request.IsOfKind)
            found.AddRange(Downloadable(request, options, cancellation));
        var listed = Chosen(found.OrderBy(static each => each.Key, PythonKey.Preferred).ThenBy(static each => each.Url is not null), options).ToList();
        if (options.Format == OutputFormat.Json)
            output.WriteData(JsonSerializer.Serialize([.. listed.Select(each => ListedPythonDocument.Of(each, options.Global.CurrentFolder))], ListedPythonDocuments.Default.ListedPythonDocumentArray));
        else
            Write(listed, options, output);
        return 0;
    }

    /// <summary>Where nothing is downloaded by itself, the list does not offer it by itself.</summary>
    private static bool ShowsDownloads(ListPythonsOptions options) =>
        options.Global.PythonPreference != PythonPreference.OnlySystem && !options.OnlyInstalled
        && (options.OnlyDownloads || options.Global.PythonDownloads.Policy == PythonDownloadPolicy.Automatic);

    private static IEnumerable<ListedPython> Installed(PythonRequest request, GlobalOptions global, Output output)
    {
        var interpreters = new InterpreterCache(global.Cache);
        var finder = new InterpreterFinder(interpreters, global.Surroundings, global.PythonPreference);
        if (request.Path is not null || request.ExecutableName is not null)
        {
            var one = finder.Find(request).Interpreter;
            return [new ListedPython(PythonKey.Of(one)) { Path = one.Executable, IsOfSystem = true }];
        }
        return finder.FindAll(request, broken => output.Warn(broken.Message)).Select(static each => new ListedPython(PythonKey.Of(each.Interpreter)) { Path = each.Path, IsOfSystem = !each.IsManaged });
    }

    private static List<ListedPython> Downloadable(PythonRequest request, ListPythonsOptions options, CancellationToken cancellation)
    {
        var downloads = options.Global.PythonDownloads;
        using var network = downloads.OpenNetwork(options.Global);
        var list = downloads.ReadList(network, options.Global, cancellation);
        var machine = PythonPlatform.OfMachine;
        // All processors of this system: what is not named is free, but for the system.
        var wanted = options.AllArchitectures ? request with { System = request.System ?? machine.System, CLibrary = request.CLibrary ?? machine.CLibrary } : request;
        return [.. list.All.Where(each => wanted.IsSatisfiedBy(each.Key, options.AllPlatforms || options.AllArchitectures ? null : machine, admitsPrereleases: true) && !each.Key.IsDebug)
            .Select(each => new ListedPython(each.Key) { Url = downloads.Mirrors.UrlOf(each) })];
    }

    /// <summary>Each program once; of downloads the newest patch version, and none that is installed (uv, python/list.rs).</summary>
    private static IEnumerable<ListedPython> Chosen(IEnumerable<ListedPython> all, ListPythonsOptions options)
    {
        var paths = new HashSet<FsPath>();
        var minors = new HashSet<string>();
        var patches = new HashSet<string>();
        foreach (var each in all)
        {
            if (each.Url is null && !paths.Add(FileSystem.RealPath(each.Path.Parent).Append(each.Path.Name)))
                continue;
            bool isDownload = each.Url is not null;
            if (!each.IsOfSystem)
            {
                var (key, platform) = (each.Key, Platform(each.Key, options));
                bool isNewMinor = minors.Add($"{key.Implementation} {key.MinorText} {key.Variant} {platform}");
                bool isNewPatch = patches.Add($"{key.Implementation} {key.Version.Major}.{key.Version.Minor}.{key.Version.Micro} {key.Variant} {platform}");
                if (isDownload && (!isNewPatch || (!isNewMinor && !options.AllVersions)))
                    continue;
            }
            yield return each;
        }
    }

    private static string Platform(PythonKey key, ListPythonsOptions options) =>
        $"{(options.AllPlatforms ? key.Platform.System : "")} {(options.AllArchitectures ? key.Platform.Architecture : "")} {key.Platform.CLibrary}";

    private static void Write(IReadOnlyList<ListedPython> listed, ListPythonsOptions options, Output output)
    {
        int width = listed.Select(static each => each.Key.ToString().Length).DefaultIfEmpty(0).Max();
        foreach (var each in listed)
        {
            string place = each switch
            {
                { Url: { } url } => output.PaintData(Style.Dim, options.ShowUrls ? url : "<download available>"),
                { LinkTarget: { } target } => $"{output.PaintData(Style.Path, Shown(each.Path))} -> {output.PaintData(Style.Path, Shown(target))}",
                _ => output.PaintData(Style.Path, Shown(each.Path)),
            };
            output.WriteData($"{each.Key.ToString().PadRight(width)}    {place}");
        }

        string Shown(FsPath path) => PathText.From(path, options.Global.CurrentFolder);
    }
}
