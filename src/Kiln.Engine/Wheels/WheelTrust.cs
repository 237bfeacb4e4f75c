namespace Kiln.Engine.Wheels;

/// <summary>How much a wheel is believed.</summary>
public sealed record WheelTrust
{
    /// <summary>What a RECORD that disagrees with its archive means (<c>--verify-record</c>).</summary>
    public RecordVerification Record { get; init; } = RecordVerification.Warn;

    /// <summary>
    /// True to take archives that can be read in two ways (<c>KILN_INSECURE_NO_ZIP_VALIDATION</c>): what would leave its folder is refused even so.
    /// </summary>
    public bool AllowsAmbiguousArchives { get; init; }
}
