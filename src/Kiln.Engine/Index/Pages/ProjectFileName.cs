using System.Diagnostics.CodeAnalysis;
using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Index.Pages;

/// <summary>What version of a project a file is of, by its name: a wheel's (PEP 427) or a source distribution's (PEP 625, and the older ways).</summary>
internal static class ProjectFileName
{
    private static readonly string[] SourceEndings =
        [".tar.gz", ".zip", ".tgz", ".tar.bz2", ".tbz", ".tar.xz", ".txz", ".tar.lzma", ".tlz", ".tar.lz", ".tar.zst", ".tar"];

    /// <summary>The version; false for a file of another project, of another kind, or with a name that cannot be read.</summary>
    public static bool TryReadVersion(PackageName project, string fileName, [NotNullWhen(true)] out PyVersion? version)
    {
        version = null;
        if (fileName.EndsWith(".whl", StringComparison.Ordinal))
        {
            if (WheelFileName.TryParse(fileName, out var wheel, out _) && wheel.Name == project)
                version = wheel.Version;
        }
        else if (Array.Find(SourceEndings, ending => fileName.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            version = VersionOfSource(project, fileName.AsSpan(..^found.Length));
        }
        return version is not null;
    }

    /// <summary>Names may hold dashes, and so may versions: the project's own name tells where it ends, since no spelling of it is longer or shorter.</summary>
    private static PyVersion? VersionOfSource(PackageName project, ReadOnlySpan<char> stem)
    {
        int length = project.ToString().Length;
        bool isOfProject = stem.Length > length && stem[length] == '-' && PackageName.TryParse(stem[..length], out var name) && name == project;
        return isOfProject && PyVersion.TryParse(stem[(length + 1)..], out var version, out _) ? version : null;
    }
}
