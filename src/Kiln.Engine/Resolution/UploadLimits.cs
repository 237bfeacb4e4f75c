using Kiln.Engine.Requirements;

namespace Kiln.Engine.Resolution;

/// <summary>Which files count by the time of their upload (<c>--exclude-newer</c>).</summary>
/// <param name="Last">Nothing uploaded from then on counts; null for no limit.</param>
/// <param name="Of">What holds for single projects in its place.</param>
public sealed record UploadLimits(DateTimeOffset? Last, IReadOnlyDictionary<PackageName, DateTimeOffset?> Of)
{
    /// <summary>All files count.</summary>
    public static UploadLimits None { get; } = new(null, new Dictionary<PackageName, DateTimeOffset?>());

    /// <summary>The limit for a project; null for none.</summary>
    public DateTimeOffset? For(PackageName name) => Of.TryGetValue(name, out var own) ? own : Last;

    /// <summary>True if a file of that time counts; where there is a limit, one whose time is not told does not.</summary>
    public bool Admit(PackageName name, DateTimeOffset? uploaded) => For(name) is not { } last || uploaded < last;
}
