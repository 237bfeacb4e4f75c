namespace Kiln.Compiler.Pyc;

/// <summary>
/// The modification time that a timestamp <c>.pyc</c> holds. importlib takes <c>int(os.stat(path).st_mtime)</c>, and
/// <c>st_mtime</c> is a double (Modules/posixmodule.c: fill_time), so the last nanoseconds before a full second round up
/// into it, and times before 1970 are cut towards zero.
/// </summary>
public static class SourceMtime
{
    /// <summary>The 32 bits for a file time given as stat gives it: seconds, and 0 to 999,999,999 nanoseconds.</summary>
    public static uint FromFileTime(long seconds, long nanoseconds) =>
        (uint)(long)(seconds + 1e-9 * nanoseconds);
}
