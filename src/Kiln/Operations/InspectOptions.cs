namespace Kiln.Operations;

/// <summary>What the commands that look at an environment have in common.</summary>
internal record InspectOptions
{
    /// <summary>What every command understands.</summary>
    public required GlobalOptions Global { get; init; }

    /// <summary>The environment.</summary>
    public required TargetOptions Target { get; init; }

    /// <summary>Where newer versions are looked for; null where they are not asked for.</summary>
    public NewestQuery? Outdated { get; init; }

    /// <summary>Say what is wrong in the environment, too.</summary>
    public bool Strict { get; init; }
}
