using System.Text;
using Kiln.Engine.Io;
using Kiln.Engine.Wheels;

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
    private readonly ScriptLauncher _launcher = new(target);

    /// <summary>Plans one wheel.</summary>
    public PlannedWheel Plan(InstallRequest request)
    {
        var wheel = request.Wheel;
        var site = wheel.RootIsPurelib ? target.Purelib : target.Platlib;
        var record = new RecordWriter();
        var links = new List<PlannedLink>(wheel.Entries.Count);
        var sources = new List<PlannedSource>();
        var contents = new List<PlannedContent>();
        byte[] dataFolder = DataFolderOf(wheel);

        for (int i = 0; i < wheel.Entries.Count; i++)
        {
            var entry = wheel.Entries[i];
            if (!entry.Path.StartsWith(dataFolder))
            {
                links.Add(LinkOf(wheel, entry, site.Append(entry.Path)));
                AddSource(i);
                record.Add(entry.Path, entry.RecordHash.Span, entry.SizeBytes);
                continue;
            }
            var (folder, rest, isScript) = SchemeOf(wheel, entry.Path[dataFolder.Length..]);
            var place = folder.Append(rest);
            if (isScript)
                contents.Add(_launcher.Rewrite(wheel.Root.Append(entry.Path), place));
            else
            {
                links.Add(LinkOf(wheel, entry, place));
                AddSource(i);
            }
            if (!isScript)
                record.Add(RelativePath.From(site, place), entry.RecordHash.Span, entry.SizeBytes);
        }

        foreach (var command in VersionedCommands.Of(wheel.EntryPoints, target.Version))
            contents.AddRange(_launcher.Make(command));
        if (writesInstallerMetadata)
            contents.AddRange(Metadata(request, site / wheel.DistInfo));
        foreach (var content in contents)
            record.Add(RelativePath.From(site, content.Target), RecordHash.Of(content.Content), content.Content.Length);
        var recordPath = site / wheel.DistInfo / "RECORD";
        record.Add(RelativePath.From(site, recordPath));
        return new PlannedWheel
        {
            Request = request,
            Links = links,
            Sources = sources,
            Contents = contents,
            Record = new PlannedContent(recordPath, record.Content.ToArray()),
        };

        void AddSource(int entry)
        {
            var link = links[^1];
            if (IsSource(link.Target, site))
                sources.Add(new PlannedSource(entry, link.Source, link.Target));
        }
    }

    /// <summary>Only the sources among a wheel's files, as <see cref="Plan"/> finds them.</summary>
    internal IEnumerable<PlannedSource> SourcesOf(UnpackedWheel wheel)
    {
        var site = wheel.RootIsPurelib ? target.Purelib : target.Platlib;
        byte[] dataFolder = DataFolderOf(wheel);
        for (int i = 0; i < wheel.Entries.Count; i++)
        {
            var entry = wheel.Entries[i];
            if (!entry.Path.EndsWith(".py"u8))
                continue;
            bool isData = entry.Path.StartsWith(dataFolder);
            var (folder, rest, isScript) = isData ? SchemeOf(wheel, entry.Path[dataFolder.Length..]) : (site, entry.Path.ToArray(), false);
            var place = folder.Append(rest);
            if (!isScript && IsSource(place, site))
                yield return new PlannedSource(i, wheel.Root.Append(entry.Path), place);
        }
    }

    private static bool IsSource(FsPath place, FsPath site) => place.Bytes.EndsWith(".py"u8) && place.IsWithin(site);

    private static byte[] DataFolderOf(UnpackedWheel wheel) => Encoding.UTF8.GetBytes(wheel.DistInfo[..^".dist-info".Length] + ".data/");

    private static PlannedLink LinkOf(UnpackedWheel wheel, WheelEntry entry, FsPath place) =>
        new(wheel.Root.Append(entry.Path), place, entry.IsExecutable, entry.SizeBytes, entry.RecordHash);

    /// <summary>The folder of a file in <c>.data</c>; the archive was checked to name no other scheme.</summary>
    private (FsPath Folder, byte[] Below, bool IsScript) SchemeOf(UnpackedWheel wheel, ReadOnlySpan<byte> path)
    {
        int slash = path.IndexOf((byte)'/');
        byte[] rest = path[(slash + 1)..].ToArray();
        return path[..slash] switch
        {
            var scheme when scheme.SequenceEqual("purelib"u8) => (target.Purelib, rest, false),
            var scheme when scheme.SequenceEqual("platlib"u8) => (target.Platlib, rest, false),
            var scheme when scheme.SequenceEqual("data"u8) => (target.Data, rest, false),
            var scheme when scheme.SequenceEqual("headers"u8) => (target.Headers / wheel.Metadata.Name, rest, false),
            _ => (target.Scripts, rest, true),
        };
    }

    private static IEnumerable<PlannedContent> Metadata(InstallRequest request, FsPath distInfo)
    {
        yield return new PlannedContent(distInfo / "INSTALLER", "kiln"u8.ToArray());
        if (request.IsRequested)
            yield return new PlannedContent(distInfo / "REQUESTED", []);
        if (request.DirectUrl is { } directUrl)
            yield return new PlannedContent(distInfo / "direct_url.json", directUrl);
    }
}
