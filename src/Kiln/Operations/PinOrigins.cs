using Kiln.Engine.Io;
using Kiln.Engine.Pins;
using Kiln.Engine.Requirements;

namespace Kiln.Operations;

/// <summary>Names the files that speak of projects, as comments do: those whose requirement counts, seen from the current folder.</summary>
internal sealed class PinOrigins(FsPath folder, MarkerValues markers)
{
    /// <summary>The origins by project.</summary>
    public ILookup<PackageName, PinOrigin> Of(AskedPackages asked, VersionRules rules)
    {
        var all = asked.Asked.Select(each => (each, Origin: RequirementOrigin(each.Origin)))
            .Concat(asked.Constraints.Select(each => (each, Origin: Named(PinOriginKind.Constraint, "-c", each.Origin))))
            .Concat(rules.Overrides.Select(each => (each, Origin: Named(PinOriginKind.Override, "--override", each.Origin))));
        return all.Where(pair => pair.Origin is not null && pair.each.Requirement.Applies(markers, [])).ToLookup(pair => pair.each.Requirement.Name, pair => pair.Origin!);
    }

    private PinOrigin? RequirementOrigin(RequirementsOrigin? origin) => origin switch
    {
        { Group: { } group } => New(PinOriginKind.Group, origin, file => $"{origin.Project} ({file}:{group})".TrimStart()),
        { Project: { } project } => New(PinOriginKind.Project, origin, file => $"{project} ({file})"),
        _ => Named(PinOriginKind.Requirement, "-r", origin),
    };

    private PinOrigin? Named(PinOriginKind kind, string option, RequirementsOrigin? origin) =>
        origin is null || origin.File.IsStandardInput ? null : New(kind, origin, file => $"{option} {file}");

    /// <summary>
    /// A file is told as the user wrote it, an absolute path below the current folder without that. Files that others include have absolute paths in uv,
    /// and those come first.
    /// </summary>
    private PinOrigin New(PinOriginKind kind, RequirementsOrigin origin, Func<string, string> tell)
    {
        var file = origin.File;
        string text = file.ToString();
        if (file.IsRemote || !(origin.IsIncluded || FsPath.From(text).IsAbsolute))
            return new PinOrigin(kind, tell(text), text);
        string path = file.Path.ToString();
        return new PinOrigin(kind, tell(file.Path.IsWithin(folder) ? path[folder.ToString().Length..].TrimStart('/', '\\') : path), $"\0{path}");
    }
}
