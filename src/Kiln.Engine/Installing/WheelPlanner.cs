using System.Text;
using Kiln.Engine.Io;
using Kiln.Engine.Wheels;
using Kiln.Engine.Workers;

namespace Kiln.Engine.Installing;

/// <summary>
/// Says what installing a wheel writes, and where, as the binary distribution format tells
/// (https://packaging.python.org/en/latest/specifications/binary-distribution-format/, "Installing a wheel"): spread the files, rewrite the first line of scripts,
/// make the commands, add INSTALLER, REQUESTED and direct_url.json, list it all in RECORD.
/// </summary>
/// <param name="target">Where it goes.</param>
/// <param name="writesInstallerMetadata">False to leave out INSTALLER, REQUESTED and direct_url.json.</param>
public sealed class WheelPlanner(InstallTarget target, bool writesInstallerMetadata = true)
{
    private const int WheelsWorthAThread = 8;
    // What a row has besides path and hash, and what a RECORD has besides the archive's files.
    private const int RowRoom = 16;
    private const int RecordRoom = 1024;

    private readonly ScriptLauncher _launcher = new(target);

    /// <summary>Plans wheels; where two bring the same file, that of the later one stays, and the user is told.</summary>
    public IReadOnlyList<PlannedWheel> Plan(IReadOnlyList<InstallRequest> requests, IReporter reporter)
    {
        var planned = new PlannedWheel[requests.Count];
        int[] order = SharedLoop.BiggestFirst(planned.Length, i => requests[i].Wheel.Entries.Count);
        SharedLoop.Run("kiln-plan", order.Length, WheelsWorthAThread, i => planned[order[i]] = Plan(requests[order[i]]));
        return OverlappingWheels.Settle(planned, reporter);
    }

    /// <summary>Plans one wheel.</summary>
    public PlannedWheel Plan(InstallRequest request)
    {
        var wheel = request.Wheel;
        var site = wheel.RootIsPurelib ? target.Purelib : target.Platlib;
        var record = new RecordWriter(RecordRoom + wheel.Entries.Sum(entry => entry.TerminatedPath.Length + entry.RecordHash.Length + RowRoom));
        var links = new List<PlannedLink>(wheel.Entries.Count);
        var contents = new List<PlannedContent>();
        byte[] dataFolder = DataFolderOf(wheel);

        for (int i = 0; i < wheel.Entries.Count; i++)
        {
            var entry = wheel.Entries[i];
            var place = PlaceOf(wheel, i, site, dataFolder, out bool isData, out bool isScript);
            if (isScript)
            {
                contents.Add(_launcher.Rewrite(wheel.Root.Append(entry.Path), place));
                continue;
            }
            links.Add(LinkOf(wheel, i, place, site, isData));
            record.Add(isData ? RelativePath.From(site, place) : entry.Path, entry.RecordHash.Span, entry.SizeBytes);
        }

        foreach (var command in VersionedCommands.Of(wheel.EntryPoints, target.Version))
            contents.AddRange(_launcher.Make(command));
        if (writesInstallerMetadata)
            contents.AddRange(Metadata(request, site / wheel.DistInfo));
        foreach (var content in contents)
            record.Add(RelativePath.From(site, content.Target), RecordHash.Of(content.Content.Span), content.Content.Length);
        var recordPath = site / wheel.DistInfo / "RECORD";
        record.Add(RelativePath.From(site, recordPath));
        return new PlannedWheel
        {
            Request = request,
            Links = links,
            Contents = contents,
            Record = new PlannedContent(recordPath, record.Content),
        };
    }

    /// <summary>Only the sources among a wheel's files, as <see cref="Plan(InstallRequest)"/> finds them.</summary>
    internal IEnumerable<PlannedLink> SourcesOf(UnpackedWheel wheel)
    {
        var site = wheel.RootIsPurelib ? target.Purelib : target.Platlib;
        byte[] dataFolder = DataFolderOf(wheel);
        for (int i = 0; i < wheel.Entries.Count; i++)
        {
            if (!wheel.Entries[i].Path.EndsWith(".py"u8))
                continue;
            var link = LinkOf(wheel, i, PlaceOf(wheel, i, site, dataFolder, out bool isData, out bool isScript), site, isData);
            if (!isScript && link.IsSource)
                yield return link;
        }
    }

    private static byte[] DataFolderOf(UnpackedWheel wheel) => Encoding.UTF8.GetBytes(wheel.DistInfo[..^".dist-info".Length] + ".data/");

    private static PlannedLink LinkOf(UnpackedWheel wheel, int number, FsPath place, FsPath site, bool isData)
    {
        var entry = wheel.Entries[number];
        return new PlannedLink(number, wheel.Root.Append(entry.Path), place, entry.SizeBytes, entry.RecordHash)
        {
            IsExecutable = entry.IsExecutable,
            IsSource = place.Bytes.EndsWith(".py"u8) && place.IsWithin(site),
            IsData = isData,
        };
    }

    private FsPath PlaceOf(UnpackedWheel wheel, int number, FsPath site, byte[] dataFolder, out bool isData, out bool isScript)
    {
        var path = wheel.Entries[number].Path;
        isData = path.StartsWith(dataFolder);
        isScript = false;
        if (!isData)
            return site.Append(path);
        var folder = FolderOf(path[dataFolder.Length..], wheel.Metadata.Name, out var rest, out isScript);
        return folder.Append(rest);
    }

    /// <summary>The folder of a file in <c>.data</c>; the archive was checked to name no other scheme.</summary>
    private FsPath FolderOf(ReadOnlySpan<byte> path, string project, out ReadOnlySpan<byte> rest, out bool isScript)
    {
        int slash = path.IndexOf((byte)'/');
        rest = path[(slash + 1)..];
        var scheme = path[..slash];
        FsPath? folder = scheme.SequenceEqual("purelib"u8) ? target.Purelib
            : scheme.SequenceEqual("platlib"u8) ? target.Platlib
            : scheme.SequenceEqual("data"u8) ? target.Data
            : scheme.SequenceEqual("headers"u8) ? target.Headers / project
            : null;
        isScript = folder is null;
        return folder ?? target.Scripts;
    }

    private static IEnumerable<PlannedContent> Metadata(InstallRequest request, FsPath distInfo)
    {
        yield return new PlannedContent(distInfo / "INSTALLER", "kiln"u8.ToArray());
        if (request.IsRequested)
            yield return new PlannedContent(distInfo / "REQUESTED", default);
        if (request.DirectUrl is { } directUrl)
            yield return new PlannedContent(distInfo / "direct_url.json", directUrl);
    }
}
