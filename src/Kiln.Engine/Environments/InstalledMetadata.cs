using System.Diagnostics.CodeAnalysis;
using Kiln.Engine.Requirements;
using Kiln.Engine.Versions;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Environments;

/// <summary>What an installed distribution asks of its environment.</summary>
/// <param name="Pythons">The Pythons it runs on; null for any.</param>
/// <param name="Requirements">The packages that it needs, markers and all.</param>
public sealed record InstalledMetadata(VersionSpecifiers? Pythons, IReadOnlyList<Requirement> Requirements)
{
    /// <summary>What is needed in this environment where no extra was asked for.</summary>
    public IEnumerable<Requirement> RequirementsIn(MarkerValues markers) => Requirements.Where(each => each.Applies(markers, []));

    /// <summary>Reads a METADATA or PKG-INFO; <paramref name="fault"/> tells what is wrong with it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> content, [NotNullWhen(true)] out InstalledMetadata? metadata, [NotNullWhen(false)] out string? fault)
    {
        metadata = null;
        if (CoreMetadata.Parse(content) is not { } core)
        {
            fault = "it has no name, or no version";
            return false;
        }
        if (!TryReadPythons(core.RequiresPython, out var pythons, out fault))
            return false;
        var requirements = new List<Requirement>();
        foreach (string text in core.RequiresDist)
        {
            if (!Requirement.TryParse(text, out var requirement, out var syntaxFault))
            {
                fault = syntaxFault.ToError($"requirement `{text}`").Message;
                return false;
            }
            requirements.Add(requirement);
        }
        metadata = new InstalledMetadata(pythons, requirements);
        return true;
    }

    private static bool TryReadPythons(string? text, out VersionSpecifiers? pythons, [NotNullWhen(false)] out string? fault)
    {
        (pythons, fault) = (null, null);
        if (text is null || VersionSpecifiers.TryParse(text, out pythons, out var syntaxFault))
            return true;
        fault = syntaxFault.ToError($"`Requires-Python: {text}`").Message;
        return false;
    }
}
