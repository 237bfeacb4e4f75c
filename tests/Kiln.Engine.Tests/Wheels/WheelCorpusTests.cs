using System.Globalization;
using System.Text;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Tests.Wheels;

public sealed class WheelCorpusTests
{
    // For every wheel its files in our order, with size, hash as RECORD spells it, and whether one may run them.
    private const string PythonsView = """
        import base64, hashlib, sys, zipfile
        for path in sys.argv[1:]:
            archive = zipfile.ZipFile(path)
            for info in sorted(archive.infolist(), key=lambda info: info.filename.encode().replace(b'/', b'\0')):
                if info.is_dir() or (info.filename.endswith('.dist-info/RECORD') and info.filename.count('/') == 1):
                    continue
                content = archive.read(info)
                digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip('=')
                print(info.filename, len(content), 'sha256=' + digest, bool(info.external_attr >> 16 & 0o111))
        """;

    [CorpusTheory]
    [InlineData("seed")]
    [InlineData("open")]
    public void Real_wheels_are_accepted_and_unpacked_as_Python_unpacks_them(string part)
    {
        using TempFolder folder = new();
        var archives = Corpus.Wheels(part);
        var reporter = new RecordingReporter();
        using var cache = WheelCaches.Open(folder, new WheelTrust { Record = RecordVerification.Strict });
        var wheels = cache.Get([.. archives.Select(path => new WheelRequest(FsPath.From(path)))], reporter);
        string expected = Pythons.Run(FsPath.From(Pythons.Any), PythonsView, archives);
        Assert.Equal(expected.Split('\n'), wheels.SelectMany(wheel => wheel.Entries.Select(Describe)));
        Assert.All(wheels, wheel => Assert.All(wheel.Entries, entry => AssertOnDisk(wheel, entry)));
        Assert.Empty(reporter.Warnings);
    }

    private static string Describe(WheelEntry entry) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Encoding.UTF8.GetString(entry.Path)} {entry.SizeBytes} {Encoding.ASCII.GetString(entry.RecordHash.Span)} {entry.IsExecutable}");

    /// <summary>That the content is right follows from its hash, which was made of what was written.</summary>
    private static void AssertOnDisk(UnpackedWheel wheel, WheelEntry entry)
    {
        Assert.False(FileSystem.Stat(wheel.Root.Append(entry.Path), follow: false, out var status).IsError);
        Assert.Equal((FileKind.File, entry.SizeBytes, entry.IsExecutable), (status.Kind, status.Size, (status.Mode & 0x40) != 0));
    }
}
