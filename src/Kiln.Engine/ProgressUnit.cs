namespace Kiln.Engine;

/// <summary>What a stage counts.</summary>
public enum ProgressUnit
{
    /// <summary>Files, packages: whatever the stage is about.</summary>
    Things,

    /// <summary>Bytes.</summary>
    Bytes,
}
