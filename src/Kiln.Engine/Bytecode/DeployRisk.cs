namespace Kiln.Engine.Bytecode;

/// <summary>Why bytecode that goes by the time of its source may not be used, or be used wrongly, elsewhere.</summary>
public enum DeployRisk
{
    /// <summary>Sources bear a date that archives give to all files: packing or unpacking them again changes it, or hides a change.</summary>
    ArchiveDates,

    /// <summary>All sources are of one and the same second: something sets their times, and the next version will look as old.</summary>
    OneTime,

    /// <summary>It is to be deployed, and images, zips and copies do not keep times.</summary>
    TimesNotKept,
}
