namespace Kiln.Cli;

/// <summary>What the program's end says to the one who started it.</summary>
internal static class ExitCode
{
    /// <summary>All was done.</summary>
    public const int Done = 0;

    /// <summary>Something is wrong that the user can mend.</summary>
    public const int Mendable = 1;

    /// <summary>Kiln was called wrongly, or Kiln itself is at fault.</summary>
    public const int Wrong = 2;
}
