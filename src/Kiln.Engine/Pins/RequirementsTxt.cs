using System.Text;

namespace Kiln.Engine.Pins;

/// <summary>Writes pins as a <c>requirements.txt</c>, byte for byte as uv does (<c>uv-resolver/src/resolution/display.rs</c>).</summary>
public sealed class RequirementsTxt(RequirementsTxtStyle style)
{
    // Comments behind requirements begin in one column, unless a requirement is longer.
    private const int CommentColumn = 24;

    private readonly StringBuilder _text = new();

    /// <summary>The text for these pins, a line or more each.</summary>
    public static string Of(IEnumerable<Pin> pins, RequirementsTxtStyle style)
    {
        var writer = new RequirementsTxt(style);
        foreach (var pin in pins)
            writer.Add(pin);
        return writer._text.ToString();
    }

    private void Add(Pin pin)
    {
        string line = string.Join(" \\\n    ", pin.Hashes.Select(hash => $"--hash={hash}").Prepend(RequirementOf(pin)));
        var owners = pin.Package.RequiredBy.Select(owner => owner.ToString()).ToList();
        var origins = pin.Origins.Select(origin => origin.ToString()).ToList();
        _text.Append(style.Annotations switch
        {
            _ when owners.Count + origins.Count == 0 => line,
            AnnotationStyle.Line when pin.Hashes.Count > 0 => $"{line}\n    # via {string.Join(", ", owners.Concat(origins))}",
            AnnotationStyle.Line => $"{line.PadRight(CommentColumn)}  # via {string.Join(", ", owners.Concat(origins))}",
            AnnotationStyle.Split when owners.Count + origins.Count == 1 => $"{line}\n    # via {origins.Concat(owners).Single()}",
            AnnotationStyle.Split => $"{line}\n    # via{string.Concat(origins.Concat(owners).Select(each => $"\n    #   {each}"))}",
            _ => line,
        }).Append('\n');
        if (style.WithIndexes && pin.Index is { } index)
            _text.Append("    # from ").Append(index).Append('\n');
    }

    private string RequirementOf(Pin pin)
    {
        string extras = style.WithExtras && pin.Package.Extras.Count > 0 ? $"[{string.Join(", ", pin.Package.Extras)}]" : "";
        string requirement = pin.Reference switch
        {
            null => $"{pin.Name}{extras}=={pin.Package.Wheel.FileName.Version}",
            { IsGivenAsUrl: true } url => $"{pin.Name}{extras} @ {url.Given}",
            var path => path.Given,
        };
        return style.WithMarkers && pin.Marker is { } marker ? $"{requirement} ; {marker}" : requirement;
    }
}
