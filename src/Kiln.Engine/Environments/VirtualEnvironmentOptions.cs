namespace Kiln.Engine.Environments;

/// <summary>What a new virtual environment is to be like.</summary>
public sealed record VirtualEnvironmentOptions
{
    /// <summary>What the prompt shows while it is active; null for its folder's name.</summary>
    public string? Prompt { get; init; }

    /// <summary>Its Python sees the packages of the base Python too.</summary>
    public bool SystemSitePackages { get; init; }

    /// <summary>Its scripts find it by their own place, so that it can be moved.</summary>
    public bool IsRelocatable { get; init; }

    /// <summary>pip will be put in: noted in <c>pyvenv.cfg</c>, as by uv.</summary>
    public bool IsSeeded { get; init; }

    /// <summary>What becomes of a folder that is there already.</summary>
    public ExistingFolder Existing { get; init; }
}
