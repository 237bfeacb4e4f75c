namespace Kiln.Engine;

/// <summary>
/// The one exception whose text a user should read: what was found and where, and a hint that says what to do.
/// Exit code 1, or 2 where <see cref="IsUsage"/> says that the command was called wrongly.
/// </summary>
public sealed class UserErrorException : Exception
{
    /// <summary>An error of one sentence: lower case, no final period, backticks around names and paths.</summary>
    public UserErrorException(string message)
        : base(message)
    {
    }

    /// <summary>An error with what led to it.</summary>
    public UserErrorException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>What the user can do about it; printed as <c>hint: …</c> on its own line.</summary>
    public string? Hint { get; init; }

    /// <summary>What a program printed or a file held, shown indented below the message.</summary>
    public string? Details { get; init; }

    /// <summary>True where the command was called wrongly, or the place it needs does not exist: exit code 2.</summary>
    public bool IsUsage { get; init; }

    /// <summary>The error "cannot <paramref name="action"/> `path`: reason".</summary>
    public static UserErrorException ForFile(string action, Io.FsPath path, Io.FileError error) =>
        new($"cannot {action} `{path}`: {error.Reason}");
}
