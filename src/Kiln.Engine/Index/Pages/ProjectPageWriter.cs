using System.Buffers.Binary;
using System.Text;
using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Index.Pages;

/// <summary>Sorts the files of a project's page by version and makes a <see cref="ProjectPage"/> of them. What is no file of the project is left out.</summary>
/// <param name="project">The project.</param>
/// <param name="expectedLength">About how many bytes there will be.</param>
internal sealed class ProjectPageWriter(PackageName project, int expectedLength = 0)
{
    private readonly PageBlockWriter _files = new(expectedLength);
    private readonly List<Run> _runs = [];
    private byte[] _wheelPrefix = [];
    private PyVersion? _wheelVersion;

    /// <summary>Adds a file.</summary>
    public void Add(PageFile file)
    {
        var version = VersionOf(file.Name);
        if (version is null)
            return;
        int start = _files.Length;
        _files.WriteFile(file);
        if (_runs is [.., var last] && ReferenceEquals(last.Version, version))
            _runs[^1] = last with { End = _files.Length, Files = last.Files + 1 };
        else
            _runs.Add(new Run(version, start, _files.Length, Files: 1));
    }

    /// <summary>The content of the page.</summary>
    public byte[] Finish()
    {
        _runs.Sort(static (left, right) => right.Version.CompareTo(left.Version) is var order && order != 0 ? order : left.Start.CompareTo(right.Start));
        var blocks = new PageBlockWriter(_files.Length + (16 * _runs.Count));
        var starts = new List<int>(_runs.Count);
        for (int first = 0, end; first < _runs.Count; first = end)
        {
            end = first + 1;
            while (end < _runs.Count && _runs[end].Version == _runs[first].Version)
                end++;
            starts.Add(blocks.Length);
            WriteVersion(blocks, first, end);
        }
        return Join(starts, blocks.Written);
    }

    private void WriteVersion(PageBlockWriter blocks, int first, int end)
    {
        int files = 0;
        for (int i = first; i < end; i++)
            files += _runs[i].Files;
        blocks.WriteText(_runs[first].Version.ToString());
        blocks.WriteNumber(files);
        for (int i = first; i < end; i++)
            blocks.Write(_files.Written[_runs[i].Start.._runs[i].End]);
    }

    private static byte[] Join(List<int> starts, ReadOnlySpan<byte> blocks)
    {
        int headLength = 4 + (4 * starts.Count);
        var content = new byte[headLength + blocks.Length];
        BinaryPrimitives.WriteInt32LittleEndian(content, starts.Count);
        for (int i = 0; i < starts.Count; i++)
            BinaryPrimitives.WriteInt32LittleEndian(content.AsSpan(4 + (4 * i)), headLength + starts[i]);
        blocks.CopyTo(content.AsSpan(headLength));
        return content;
    }

    /// <summary>
    /// The wheels of a version stand together and begin with the same letters, up to the dash behind the version: it is read from the first of them.
    /// What the others' names say behind it is looked at when the version is.
    /// </summary>
    private PyVersion? VersionOf(ReadOnlySpan<byte> name)
    {
        bool isWheel = name.EndsWith(".whl"u8);
        if (isWheel && _wheelVersion is not null && name.StartsWith(_wheelPrefix))
            return _wheelVersion;
        if (!ProjectFileName.TryReadVersion(project, Encoding.UTF8.GetString(name), out var version))
            return null;
        if (_runs is [.., var last] && last.Version == version)
            version = last.Version;
        if (isWheel)
        {
            int dash = name.IndexOf((byte)'-');
            _wheelPrefix = name[..(dash + 2 + name[(dash + 1)..].IndexOf((byte)'-'))].ToArray();
            _wheelVersion = version;
        }
        return version;
    }

    /// <summary>Files of one version that follow each other.</summary>
    private readonly record struct Run(PyVersion Version, int Start, int End, int Files);
}
