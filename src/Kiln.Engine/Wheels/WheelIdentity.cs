using System.Text;
using Kiln.Engine.Io;
using Kiln.Engine.Io.Zip;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Wheels;

/// <summary>Sees that a wheel is what its file name says: resolvers choose by that, and everything later goes by the <c>.dist-info</c> folder.</summary>
internal static class WheelIdentity
{
    /// <summary>Refuses a wheel whose file name, <c>.dist-info</c> folder and METADATA do not tell the same name and version.</summary>
    public static void Check(FsPath archive, string distInfo, CoreMetadata metadata, ArchiveJudge judge)
    {
        string[] fileName = Encoding.UTF8.GetString(archive.Name).Split('-');
        string[] folder = distInfo[..^".dist-info".Length].Split('-');
        if (fileName.Length < 5 || folder.Length != 2)
            throw judge.Refuse("is not named as wheels are: NAME-VERSION[-BUILD]-PYTHON-ABI-PLATFORM.whl, with a folder NAME-VERSION.dist-info in it");
        Compare("the folder", (folder[0], folder[1]), (fileName[0], fileName[1]), judge);
        Compare("METADATA", (metadata.Name, metadata.Version), (fileName[0], fileName[1]), judge);
    }

    private static void Compare(string place, (string Name, string Version) found, (string Name, string Version) wanted, ArchiveJudge judge)
    {
        if (Normalize(found.Name) != Normalize(wanted.Name))
            throw judge.Refuse($"is called `{wanted.Name}`, but {place} in it `{found.Name}`");
        if (!AreSameVersion(found.Version, wanted.Version))
            throw judge.Refuse($"is of version {wanted.Version}, but {place} in it of {found.Version}");
    }

    private static string Normalize(string name) => name.Replace('_', '-').Replace('.', '-').ToLowerInvariant();

    private static bool AreSameVersion(string left, string right) => left == right
        || (PyVersion.TryParse(left.Replace('_', '-'), out var one, out _) && PyVersion.TryParse(right.Replace('_', '-'), out var other, out _) && one == other);
}
