namespace Kiln.Terminal;

/// <summary>When output is coloured.</summary>
internal enum ColorChoice
{
    /// <summary>Where it goes to a terminal.</summary>
    Auto,

    /// <summary>Always.</summary>
    Always,

    /// <summary>Never.</summary>
    Never,
}
