using System.Text.Json;
using Kiln.Engine.Environments;

namespace Kiln.Terminal;

/// <summary>A package in the list for programs, in the words of uv and pip.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="EditableProjectLocation">The folder of a project in development mode.</param>
internal sealed record InstalledPackageDocument(string Name, string Version, string? EditableProjectLocation)
{
    /// <summary>The list on one line, as pip writes it.</summary>
    public static string ToLine(IEnumerable<InstalledDistribution> packages) => JsonSerializer.Serialize(
        [.. packages.Select(static each => new InstalledPackageDocument(each.Name.ToString(), each.Version.ToString(), each.EditableLocation))],
        CompactJsonDocuments.Default.InstalledPackageDocumentArray);
}
