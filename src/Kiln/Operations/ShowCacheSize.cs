using System.Globalization;
using Kiln.Engine.Io;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>Prints how many bytes the files of the cache have together.</summary>
internal static class ShowCacheSize
{
    /// <summary>Prints it, for people or as a bare number; returns the exit code.</summary>
    public static int Run(GlobalOptions options, bool isForPeople, Output output)
    {
        long bytes = TreeSize.Measure(options.Cache.Path).Bytes;
        output.WriteData(isForPeople ? Phrase.Size(bytes) : bytes.ToString(CultureInfo.InvariantCulture));
        return 0;
    }
}
