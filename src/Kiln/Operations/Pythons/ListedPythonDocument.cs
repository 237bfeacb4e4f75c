using Kiln.Engine.Io;

namespace Kiln.Operations.Pythons;

/// <summary>A line of the list for programs, in uv's words; what does not apply is null.</summary>
internal sealed record ListedPythonDocument(
    string Key, string Version, VersionPartsDocument VersionParts, string? Path, string? Symlink, string? Url,
    string Os, string Variant, string Implementation, string Arch, string Libc)
{
    /// <summary>The document of a line.</summary>
    public static ListedPythonDocument Of(ListedPython python, FsPath currentFolder)
    {
        var (key, version) = (python.Key, python.Key.Version);
        return new ListedPythonDocument(
            key.ToString(), version.ToString(), new VersionPartsDocument(version.Major, version.Minor, version.Micro),
            python.Url is null ? PathText.From(python.Path, currentFolder) : null,
            python.LinkTarget is { } target ? PathText.From(target, currentFolder) : null,
            python.Url, key.Platform.System, key.Variant.Length == 0 ? "default" : key.Variant, key.Implementation, key.Platform.Architecture, key.Platform.CLibrary);
    }
}
