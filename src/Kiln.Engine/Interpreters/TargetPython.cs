using Kiln.Engine.Requirements;
using Kiln.Engine.Tags;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Interpreters;

/// <summary>
/// The Python that packages are chosen for: an interpreter's own, or what it would be in another version, on another platform
/// (<c>--python-version</c>, <c>--python-platform</c>).
/// </summary>
/// <param name="Markers">The values of environment markers.</param>
/// <param name="TagSource">What decides which wheels fit.</param>
public sealed record TargetPython(MarkerEnvironment Markers, PlatformTagSource TagSource)
{
    /// <summary>Its version, which <c>Requires-Python</c> is compared with.</summary>
    public PyVersion Version => PyVersion.Parse(Markers.PythonFullVersion.TrimEnd('+'));

    /// <summary>The wheels that fit, by preference.</summary>
    public CompatibilityTags Tags => new(TagSource);

    /// <summary>An interpreter's, changed by what the user said of version and platform; null where nothing was said.</summary>
    public static TargetPython Of(InterpreterInfo interpreter, PyVersion? version, TargetPlatform? platform)
    {
        var markers = interpreter.Markers;
        var tags = InterpreterTagSource.Of(interpreter);
        if (platform is not null)
            (markers, tags) = (platform.Apply(markers), platform.Apply(tags));
        if (version is not null)
            (markers, tags) = (markers.ForPython(version), tags with { Major = (int)version.ReleaseAt(0), Minor = (int)version.ReleaseAt(1) });
        return new TargetPython(markers, tags);
    }
}
