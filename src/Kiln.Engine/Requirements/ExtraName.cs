using System.Diagnostics.CodeAnalysis;

namespace Kiln.Engine.Requirements;

/// <summary>The name of an extra, normalised as package names are (PEP 685).</summary>
public sealed record ExtraName
{
    private readonly string _normalized;

    private ExtraName(string normalized) => _normalized = normalized;

    /// <summary>The extra of these characters in any spelling; false if they are no valid name.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out ExtraName? extra)
    {
        var buffer = new char[text.Length];
        bool isValid = NameNormalization.TryNormalize(text, buffer, out int length);
        extra = isValid ? new ExtraName(new string(buffer, 0, length)) : null;
        return isValid;
    }

    /// <summary>The extra that a user named.</summary>
    public static ExtraName Parse(string text) => TryParse(text, out var extra)
        ? extra
        : throw new UserErrorException($"`{text}` is not the name of an extra: {NameNormalization.Rule}") { IsUsage = true };

    /// <summary>The normalised name.</summary>
    public override string ToString() => _normalized;
}
