namespace Kiln.Engine.Toml;

/// <summary>What made a table; the specification lets some tables be added to later, and others not.</summary>
internal enum TableOrigin
{
    /// <summary>The document itself, or its own header.</summary>
    Header,

    /// <summary>The header of a table within it; its own header may follow.</summary>
    HeaderBelow,

    /// <summary>A dotted key; more dotted keys may follow, but no header.</summary>
    DottedKey,

    /// <summary>Braces: finished.</summary>
    Inline,
}
