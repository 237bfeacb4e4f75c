namespace Kiln.Engine.Versions;

/// <summary>When pre-releases are chosen (<c>--prerelease</c>).</summary>
public enum PreReleaseMode : byte
{
    /// <summary>Where a specifier names one, or where nothing else is there: the rule of PEP 440, and the default.</summary>
    IfNecessaryOrExplicit,

    /// <summary>Where nothing else is there.</summary>
    IfNecessary,

    /// <summary>Where a specifier names one.</summary>
    Explicit,

    /// <summary>Like any other version.</summary>
    Allow,

    /// <summary>Never.</summary>
    Disallow,
}
