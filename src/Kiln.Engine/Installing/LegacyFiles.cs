using System.Text;
using Kiln.Engine.Environments;
using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>
/// The files of a distribution that an older setuptools installed: its <c>installed-files.txt</c>, else the modules and packages that
/// <c>top_level.txt</c> names. What distutils installed tells neither, and cannot be removed.
/// </summary>
internal static class LegacyFiles
{
    /// <summary>Its files, metadata included.</summary>
    /// <exception cref="UserErrorException">Its metadata does not tell.</exception>
    public static List<FsPath> Of(InstalledPackage package)
    {
        // Its project lies elsewhere, and is not the environment's.
        if (!package.EggLink.IsEmpty)
            return [package.EggLink];
        if (!FileSystem.IsFolder(package.Metadata))
        {
            throw new UserErrorException($"cannot remove `{package.Name}`: it was installed by distutils, whose metadata `{package.Metadata}` does not list its files")
            {
                Hint = "remove it with the tool that installed it",
            };
        }
        var files = FilesBelow.Of(package.Metadata);
        if (!FileSystem.ReadAll(package.Metadata / "installed-files.txt", out byte[] listed).IsError)
            files.AddRange(Lines(listed).Select(line => package.Metadata.Append(Encoding.UTF8.GetBytes(line)).Normalized()));
        else if (!FileSystem.ReadAll(package.Metadata / "top_level.txt", out byte[] names).IsError)
            files.AddRange(Lines(names).Where(IsName).SelectMany(name => FilesOfModule(package.SitePackages, name)));
        return files;
    }

    private static IEnumerable<FsPath> FilesOfModule(FsPath sitePackages, string name)
    {
        if (FileSystem.IsFolder(sitePackages / name))
            return FilesBelow.Of(sitePackages / name);
        return ((string[])[".py", ".pyc", ".pyo"]).Select(ending => sitePackages / (name + ending)).Where(FileSystem.Exists);
    }

    private static IEnumerable<string> Lines(byte[] content) =>
        Encoding.UTF8.GetString(content).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    private static bool IsName(string name) => name is not ("." or "..") && !name.AsSpan().ContainsAny('/', '\\');
}
