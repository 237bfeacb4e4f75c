using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Kiln.Engine.Tests.Bytecode;

/// <summary>
/// Lets mode bits count for root as for everybody: on a thread without the capabilities that override them. It stays root, which may reach interpreters
/// in its home folder; threads that it starts inherit this, programs do not.
/// </summary>
internal static class ModeBits
{
    private const uint Version3 = 0x20080522;
    private const uint OverrideReadAndSearch = (1 << 1) | (1 << 2);

    /// <summary>Runs it so.</summary>
    public static T Respect<T>(Func<T> work)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                if (Environment.IsPrivilegedProcess)
                    DropCapabilities();
                result = work();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }

    private static void DropCapabilities()
    {
        uint[] header = [Version3, 0];
        // Effective, permitted, inheritable; the lower 32 capabilities, then the upper ones.
        var sets = new uint[6];
        Assert.Equal(0, Get(header, sets));
        sets[0] &= ~OverrideReadAndSearch;
        Assert.Equal(0, Set(header, sets));
    }

    [DllImport("libc", EntryPoint = "capget")]
    private static extern int Get(uint[] header, [In, Out] uint[] sets);

    [DllImport("libc", EntryPoint = "capset")]
    private static extern int Set(uint[] header, uint[] sets);
}
