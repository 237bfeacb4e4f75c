namespace Kiln.Tests.Support;

/// <summary>A fact that needs what <see cref="UvTheoryAttribute"/> needs.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PeersFactAttribute : FactAttribute
{
    public PeersFactAttribute() => Skip = UvTheoryAttribute.Missing;
}
