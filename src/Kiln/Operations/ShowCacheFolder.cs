using Kiln.Engine;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>Prints the folder in which Kiln keeps what it remembers between runs.</summary>
internal static class ShowCacheFolder
{
    /// <summary>Prints it; returns the exit code.</summary>
    public static int Run(GlobalOptions options, Output output)
    {
        if (options.Cache.IsTemporary)
            throw new UserErrorException("there is no cache folder") { Hint = "leave out `--no-cache`, and set `KILN_CACHE_DIR` where there is no home folder", IsUsage = true };
        output.WriteData(options.Cache.Path.ToString());
        return 0;
    }
}
