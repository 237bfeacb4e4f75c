namespace Kiln.Operations.Pythons;

/// <summary>What <c>kiln python pin</c> was asked for.</summary>
internal sealed record PinPythonOptions
{
    /// <summary>What every command understands.</summary>
    public required GlobalOptions Global { get; init; }

    /// <summary>The Python to pin, as the user wrote it; null to show what is pinned.</summary>
    public string? Request { get; init; }

    /// <summary>Write the path of the Python that is found.</summary>
    public bool IsResolved { get; init; }

    /// <summary>Look for no project.</summary>
    public bool NoProject { get; init; }

    /// <summary>The user's pin, not a folder's.</summary>
    public bool IsGlobal { get; init; }

    /// <summary>Remove the pin.</summary>
    public bool Removes { get; init; }
}
