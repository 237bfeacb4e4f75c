using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Kiln.Engine.Io;

namespace Kiln.Engine.Tests.Support;

/// <summary>
/// Makes a wheel from text: <c>new WheelBuilder().Add("demo.py", "x = 1").Write(folder)</c>. METADATA, WHEEL and RECORD are made unless
/// they were added; <c>Spoil</c> gives access to every field of the archive before it is written.
/// </summary>
internal sealed class WheelBuilder(string name = "demo", string version = "1.0")
{
    private readonly List<(string Path, byte[] Content)> _files = [];
    private readonly List<Action<RawZip>> _spoilers = [];

    /// <summary>The name of the <c>.dist-info</c> folder.</summary>
    public string DistInfo => $"{name}-{version}.dist-info";

    public string FileName { get; init; } = $"{name}-{version}-py3-none-any.whl";

    /// <summary>Makes the RECORD out of the rows that would be right.</summary>
    public Func<string, string> Record { get; init; } = static rows => rows;

    public bool HasRecord { get; init; } = true;

    public WheelBuilder Add(string path, string content) => Add(path, Encoding.UTF8.GetBytes(content));

    public WheelBuilder Add(string path, byte[] content)
    {
        _files.Add((path, content));
        return this;
    }

    /// <summary>Changes the archive before it is written.</summary>
    public WheelBuilder Spoil(Action<RawZip> change)
    {
        _spoilers.Add(change);
        return this;
    }

    /// <summary>Changes one member before it is written.</summary>
    public WheelBuilder Spoil(string path, Action<RawMember> change) =>
        Spoil(zip => change(zip.Members.Single(member => member.Name.AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(path)))));

    /// <summary>The archive.</summary>
    public byte[] Build()
    {
        AddMissing($"{DistInfo}/METADATA", $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n");
        AddMissing($"{DistInfo}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        if (HasRecord)
            AddMissing($"{DistInfo}/RECORD", Record(Rows()));
        var zip = new RawZip();
        zip.Members.AddRange(_files.Select(file => new RawMember(Encoding.UTF8.GetBytes(file.Path), file.Content)));
        _spoilers.ForEach(change => change(zip));
        return zip.Build();
    }

    /// <summary>Writes the archive into a folder.</summary>
    public FsPath Write(TempFolder folder) => Write(folder.Path);

    /// <summary>Writes the archive into a folder.</summary>
    public FsPath Write(FsPath folder)
    {
        var path = folder / FileName;
        Directory.CreateDirectory(folder.ToSystemString());
        File.WriteAllBytes(path.ToSystemString(), Build());
        return path;
    }

    private string Rows() =>
        string.Concat(_files.Select(file => $"{file.Path},sha256={Base64Url.EncodeToString(SHA256.HashData(file.Content))},{file.Content.Length}\n"))
        + $"{DistInfo}/RECORD,,\n";

    private void AddMissing(string path, string content)
    {
        if (_files.TrueForAll(file => file.Path != path))
            Add(path, content);
    }
}
