namespace Kiln.Terminal;

/// <summary>Whose versions a line of a <see cref="TreeText"/> tells.</summary>
internal enum SpecifierPlace
{
    /// <summary>Those that the line above asks of this package.</summary>
    OfChild,

    /// <summary>Those that this package asks of the line above.</summary>
    OfParent,
}
