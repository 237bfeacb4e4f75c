using System.Text.Json;
using Kiln.Engine.Environments;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;

namespace Kiln.Terminal;

/// <summary>A package in the list for programs, in the words of uv and pip.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="LatestVersion">The newest version, where that was asked for.</param>
/// <param name="LatestFiletype"><c>wheel</c> or <c>sdist</c>.</param>
/// <param name="EditableProjectLocation">The folder of a project in development mode.</param>
internal sealed record InstalledPackageDocument(string Name, string Version, string? LatestVersion, string? LatestFiletype, string? EditableProjectLocation)
{
    /// <summary>The list on one line, as pip writes it.</summary>
    public static string ToLine(IEnumerable<InstalledDistribution> packages, IReadOnlyDictionary<PackageName, NewestVersion>? newest) => JsonSerializer.Serialize(
        [
            .. packages.Select(each => new InstalledPackageDocument(
                each.Name.ToString(), each.Version.ToString(), newest?[each.Name].Version.ToString(), newest?[each.Name].IsWheel switch { null => null, true => "wheel", _ => "sdist" }, each.EditableLocation)),
        ],
        CompactJsonDocuments.Default.InstalledPackageDocumentArray);
}
