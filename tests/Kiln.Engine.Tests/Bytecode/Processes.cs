using System.Runtime.InteropServices;
using System.Text;

namespace Kiln.Engine.Tests.Bytecode;

/// <summary>Looks in /proc for the processes of one test, which have the path of its folder among their arguments.</summary>
internal static class Processes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Their numbers; those that have ended and are not yet waited for have no arguments.</summary>
    public static IReadOnlyList<int> With(string argument) =>
        [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(int.Parse!)
            .Where(id => id != Environment.ProcessId && Arguments(id).Contains(argument, StringComparison.Ordinal))];

    /// <summary>Waits until there is none; false if they stay.</summary>
    public static bool AreGone(string argument) => SpinWait.SpinUntil(() => With(argument).Count == 0, Patience);

    /// <summary>Ends one with SIGKILL.</summary>
    public static void Kill(int id) => _ = SendSignal(id, 9);

    private static string Arguments(int id)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{id}/cmdline"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int id, int signal);
}
