namespace Kiln.Engine.Wheels;

/// <summary>What a RECORD that disagrees with its archive means.</summary>
public enum RecordVerification : byte
{
    /// <summary>A warning.</summary>
    Warn,

    /// <summary>The wheel is refused.</summary>
    Strict,

    /// <summary>Nothing.</summary>
    Off,
}
