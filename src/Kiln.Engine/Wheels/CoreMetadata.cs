using System.Text;

namespace Kiln.Engine.Wheels;

/// <summary>
/// What Kiln reads of a distribution's METADATA (https://packaging.python.org/en/latest/specifications/core-metadata/), as it stands there.
/// </summary>
public sealed record CoreMetadata
{
    /// <summary>The project's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>The Pythons it runs on; null for any.</summary>
    public string? RequiresPython { get; init; }

    /// <summary>Its requirements, one of <c>Requires-Dist</c> each.</summary>
    public IReadOnlyList<string> RequiresDist { get; init; } = [];

    /// <summary>Its extras, one of <c>Provides-Extra</c> each.</summary>
    public IReadOnlyList<string> ProvidesExtra { get; init; } = [];

    /// <summary>Reads the content of a METADATA; null if it lacks a name or a version.</summary>
    public static CoreMetadata? Parse(ReadOnlySpan<byte> content)
    {
        var fields = HeaderFields.Parse(content);
        return fields.Find("Name") is { } name && fields.Find("Version") is { } version ? new CoreMetadata
        {
            Name = name,
            Version = version,
            RequiresPython = fields.Find("Requires-Python"),
            RequiresDist = [.. fields.FindAll("Requires-Dist")],
            ProvidesExtra = [.. fields.FindAll("Provides-Extra")],
        } : null;
    }

    /// <summary>What is read of a METADATA, as one; a value of several lines is folded as there.</summary>
    internal byte[] ToBytes()
    {
        var text = new StringBuilder();
        Add("Name", Name);
        Add("Version", Version);
        if (RequiresPython is { } pythons)
            Add("Requires-Python", pythons);
        foreach (string requirement in RequiresDist)
            Add("Requires-Dist", requirement);
        foreach (string extra in ProvidesExtra)
            Add("Provides-Extra", extra);
        return Encoding.UTF8.GetBytes(text.ToString());

        void Add(string name, string value) => text.Append(name).Append(": ").Append(value.Replace("\n", "\n ", StringComparison.Ordinal)).Append('\n');
    }
}
