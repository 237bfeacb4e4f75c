using Kiln.Engine.Installing;

namespace Kiln.Terminal;

/// <summary>What <c>kiln pip install --output-format json</c> and <c>sync</c> print, as uv prints it.</summary>
/// <param name="Schema">The version of the document.</param>
/// <param name="Changes">What was done, or would be, by name.</param>
/// <param name="DryRun">True if nothing was done.</param>
internal sealed record ChangesDocument(SchemaDocument Schema, IReadOnlyList<PackageChange> Changes, bool DryRun)
{
    /// <summary>The document of a plan.</summary>
    public static ChangesDocument Of(InstallPlan plan, bool isDryRun) => new(new SchemaDocument("preview"), PackageChange.Of(plan), isDryRun);
}
