using System.Text;
using Kiln.Engine.Io;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Installing;

/// <summary>
/// Makes the commands of an environment: small Python files whose first line names its interpreter. Where the kernel cannot take that line
/// (spaces; over 127 bytes on Linux, 512 on macOS), or the environment may be moved, a shell that Python reads as a string starts it.
/// </summary>
internal sealed class ScriptLauncher(InstallTarget target)
{
    private static readonly int LongestLine = OperatingSystem.IsMacOS() ? 512 : 127;

    private readonly byte[] _start = StartOf(target);

    /// <summary>The files of a command that a wheel asks for.</summary>
    public IEnumerable<PlannedContent> Make(EntryPoint command)
    {
        string body = Body(command);
        byte[] script = [.. _start, .. Encoding.UTF8.GetBytes(body)];
        if (!OperatingSystem.IsWindows())
        {
            yield return new PlannedContent(target.Scripts / command.Name, script, IsExecutable: true);
            yield break;
        }
        // Windows starts no .py by its name alone: a .cmd beside it does.
        yield return new PlannedContent(target.Scripts / $"{command.Name}-script.py", script);
        string starter = $"@\"{target.Executable.ToSystemString()}\" \"%~dp0{command.Name}-script.py\" %*\r\n";
        yield return new PlannedContent(target.Scripts / $"{command.Name}.cmd", Encoding.UTF8.GetBytes(starter));
    }

    /// <summary>A script that a wheel brings: <c>#!python</c> and <c>#!pythonw</c> in its first line mean the environment's interpreter.</summary>
    /// <exception cref="UserErrorException">It cannot be read.</exception>
    public PlannedContent Rewrite(FsPath script, FsPath place)
    {
        var error = FileSystem.ReadAll(script, out byte[] content);
        if (error.IsError)
            throw UserErrorException.ForFile("read", script, error);
        int lineEnd = content.AsSpan().IndexOf((byte)'\n') + 1;
        bool isForUs = lineEnd > 0 && content.AsSpan().StartsWith("#!python"u8);
        return new PlannedContent(place, isForUs ? [.. _start, .. content.AsSpan(lineEnd)] : content, IsExecutable: true);
    }

    private static string Body(EntryPoint command) => $"""
        import sys
        from {command.Module} import {command.Attribute.Split('.')[0]}
        if __name__ == "__main__":
            if sys.argv[0].endswith(".exe"):
                sys.argv[0] = sys.argv[0][:-4]
            sys.exit({command.Attribute}())

        """;

    private static byte[] StartOf(InstallTarget target)
    {
        var path = target.Executable;
        if (target.IsRelocatable && !OperatingSystem.IsWindows())
            return ShellStart("\"$(dirname -- \"$(realpath -- \"$0\")\")\"/"u8, Quoted(path.Name));
        bool isPlain = path.Length + "#!\n".Length <= LongestLine && !path.Bytes.ContainsAny((byte)' ', (byte)'\t');
        return isPlain || OperatingSystem.IsWindows() ? [.. "#!"u8, .. path.Bytes, (byte)'\n'] : ShellStart([], Quoted(path.Bytes));
    }

    /// <summary>To the shell an exec, to Python a string in three quotes that ends on the next line.</summary>
    private static byte[] ShellStart(ReadOnlySpan<byte> folder, byte[] quotedName) =>
        [.. "#!/bin/sh\n'''exec' "u8, .. folder, .. quotedName, .. " \"$0\" \"$@\"\n' '''\n"u8];

    /// <summary>A word for the shell inside double quotes; single quotes would end Python's string.</summary>
    private static byte[] Quoted(ReadOnlySpan<byte> word)
    {
        var quoted = new List<byte> { (byte)'"' };
        foreach (byte value in word)
        {
            if (value is (byte)'"' or (byte)'$' or (byte)'`' or (byte)'\\')
                quoted.Add((byte)'\\');
            quoted.Add(value);
        }
        quoted.Add((byte)'"');
        return [.. quoted];
    }
}
