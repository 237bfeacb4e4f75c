using System.Text;
using Kiln.Engine.Io;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Environments;

/// <summary>
/// Reads <c>name.egg-link</c>, by which an older setuptools installed a project in development mode (<c>setup.py develop</c>): its first line is the project's
/// folder, where its <c>.egg-info</c> lies. A line of <c>easy-install.pth</c> puts that folder on the path.
/// </summary>
internal static class EggLink
{
    /// <summary>The distribution; null where the project is gone, or its metadata names no project and version.</summary>
    public static InstalledPackage? Find(FsPath sitePackages, ReadOnlySpan<byte> fileName)
    {
        var link = sitePackages.Append(fileName);
        if (FileSystem.ReadAll(link, out byte[] content).IsError)
            return null;
        int lineEnd = content.AsSpan().IndexOfAny((byte)'\n', (byte)'\r');
        var project = FsPath.FromBytes(content.AsSpan()[..(lineEnd < 0 ? content.Length : lineEnd)]);
        string name = Encoding.UTF8.GetString(fileName[..^".egg-link".Length]).Replace('-', '_');
        var metadata = project / $"{name}.egg-info";
        if (!project.IsAbsolute || FileSystem.ReadAll(metadata / "PKG-INFO", out byte[] facts).IsError || CoreMetadata.Parse(facts) is not { } stated)
            return null;
        return new InstalledPackage
        {
            Name = InstalledPackages.NormalizeName(stated.Name),
            Version = stated.Version,
            SitePackages = sitePackages,
            Metadata = metadata,
            IsEggInfo = true,
            EggLink = link,
        };
    }
}
