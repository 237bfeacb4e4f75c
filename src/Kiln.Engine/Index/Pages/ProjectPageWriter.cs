using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Index.Pages;

/// <summary>Sorts the files of a project's page by version and makes a <see cref="ProjectPage"/> of them. What is no file of the project is left out.</summary>
internal sealed class ProjectPageWriter(PackageName project)
{
    private readonly PageBlockWriter _files = new();
    private readonly List<(PyVersion Version, string Text, int Start, int End)> _entries = [];

    /// <summary>Adds a file.</summary>
    public void Add(PageFile file)
    {
        if (!ProjectFileName.TryReadVersion(project, file.Name, out var version))
            return;
        int start = _files.Length;
        _files.WriteFile(file);
        _entries.Add((version, version.ToString(), start, _files.Length));
    }

    /// <summary>The content of the page.</summary>
    public byte[] Finish()
    {
        // OrderBy keeps the page's order among the files of a version.
        var versions = _entries.GroupBy(entry => entry.Version).OrderByDescending(version => version.Key).Select(version => version.ToList()).ToList();
        var table = new PageBlockWriter();
        var blocks = new PageBlockWriter();
        table.WriteFixed(versions.Count);
        foreach (var version in versions)
        {
            table.WriteFixed(4 + (4 * versions.Count) + blocks.Length);
            blocks.WriteText(version[0].Text);
            blocks.WriteNumber(version.Count);
            foreach (var (_, _, start, end) in version)
                blocks.Write(_files.Written[start..end]);
        }
        return [.. table.Written, .. blocks.Written];
    }
}
