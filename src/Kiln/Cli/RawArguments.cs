using System.Text;
using Kiln.Engine.Io;

namespace Kiln.Cli;

/// <summary>
/// Gives arguments that are not UTF-8 their bytes back. .NET decodes what it is started with and replaces what it cannot;
/// Linux still has the bytes in <c>/proc/self/cmdline</c>. Restored arguments are <see cref="RawText"/>.
/// </summary>
internal static class RawArguments
{
    private const char Replacement = '\ufffd';

    /// <summary>The arguments, with the damaged ones restored where the system still knows them.</summary>
    public static string[] Restore(string[] arguments)
    {
        bool isDamaged = arguments.Any(static argument => argument.Contains(Replacement));
        if (!isDamaged || FileSystem.ReadAll(FsPath.From("/proc/self/cmdline"), out byte[] commandLine).IsError)
            return arguments;
        return Restore(arguments, commandLine);
    }

    /// <summary>
    /// The same from the bytes of a command line, each word ended by a NUL. The arguments are its last words:
    /// before them stands the program, or <c>dotnet</c> with the program's assembly.
    /// </summary>
    internal static string[] Restore(string[] arguments, ReadOnlySpan<byte> commandLine)
    {
        var words = NulTerminated.Split(commandLine);
        if (words.Count < arguments.Length)
            return arguments;
        int first = words.Count - arguments.Length;
        return [.. arguments.Select((argument, index) => IsDamaged(argument, words[first + index]) ? RawText.FromBytes(words[first + index]) : argument)];
    }

    private static bool IsDamaged(string argument, byte[] word) => argument.Contains(Replacement) && Encoding.UTF8.GetString(word) == argument;
}
