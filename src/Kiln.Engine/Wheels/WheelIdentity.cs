using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Wheels;

/// <summary>
/// Sees that a wheel is what its file name says: resolvers choose by that, and everything later goes by the <c>.dist-info</c> folder.
/// </summary>
internal static class WheelIdentity
{
    /// <summary>
    /// What is wrong, reading on after the wheel's name, if file name, <c>.dist-info</c> folder and METADATA do not tell the same name
    /// and version; else null.
    /// </summary>
    public static string? FindFault(WheelFileName fileName, string distInfo, CoreMetadata metadata)
    {
        string[] folder = distInfo[..^".dist-info".Length].Split('-');
        if (folder.Length != 2)
            return $"has a folder `{distInfo}`, which is not named as NAME-VERSION.dist-info";
        return FindFault(fileName, $"the folder `{distInfo}`", folder[0], folder[1])
            ?? FindFault(fileName, "METADATA", metadata.Name, metadata.Version);
    }

    private static string? FindFault(WheelFileName wanted, string place, string name, string version)
    {
        if (!PackageName.TryParse(name, out var parsed) || parsed != wanted.Name)
            return $"is by its name a wheel of `{wanted.Name}`, but {place} in it says `{name}`";
        return PyVersion.TryParse(version, out var number, out _) && number == wanted.Version
            ? null
            : $"is by its name of version {wanted.Version}, but {place} in it says `{version}`";
    }
}
