using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Kiln.Engine.Tests.Support;

/// <summary>Runs code with the file rights of an ordinary user, since root may read and write everything.</summary>
internal static class OrdinaryUser
{
    /// <summary>The user, for other programs; 0 if this process is none of root's and has the rights of an ordinary user anyway.</summary>
    public static int Id => Environment.IsPrivilegedProcess ? Nobody : 0;

    private const int Nobody = 65534;

    /// <summary>Runs it on a thread of its own: on Linux a thread's user for files can be set without the other threads'.</summary>
    public static T Run<T>(Func<T> work)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                if (Id != 0)
                {
                    _ = SetGroup((uint)Id);
                    _ = SetUser((uint)Id);
                }
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

    [DllImport("libc", EntryPoint = "setfsuid")]
    private static extern int SetUser(uint user);

    [DllImport("libc", EntryPoint = "setfsgid")]
    private static extern int SetGroup(uint group);
}
