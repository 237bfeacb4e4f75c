using Kiln.Engine.Io;

namespace Kiln.Engine.Requirements;

/// <summary>What reading requirement files needs of the world.</summary>
public sealed record RequirementsContext
{
    /// <summary>
    /// Where relative paths of requirements start, as in pip and uv; those of <c>-r</c> and <c>-c</c> start at the file they stand in.
    /// </summary>
    public required FsPath WorkingFolder { get; init; }

    /// <summary>The value of an environment variable; null if it is not set.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>The bytes of a file; a <see cref="UserErrorException"/> where they cannot be had. What is remote the caller fetches.</summary>
    public required Func<FileLocation, byte[]> Read { get; init; }

    /// <summary>Reads a file that is not remote.</summary>
    public static byte[] ReadLocal(FileLocation file)
    {
        if (file.IsStandardInput)
            return StandardInput.ReadAll();
        var error = FileSystem.ReadAll(file.Path, out byte[] content);
        return error.IsError ? throw new UserErrorException($"cannot read `{file}`: {error.Reason}") { IsUsage = true } : content;
    }
}
