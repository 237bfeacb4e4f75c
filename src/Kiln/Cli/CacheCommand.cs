using System.CommandLine;
using Kiln.Operations;

namespace Kiln.Cli;

/// <summary><c>kiln cache dir</c>.</summary>
internal static class CacheCommand
{
    /// <summary>The command's words.</summary>
    public static Command Build(CommandContext context)
    {
        var folder = new Command("dir", "Print the folder of the cache");
        folder.SetAction(result => ShowCacheFolder.Run(context.Global.Read(result), context.Output));
        return new Command("cache", "Look at what Kiln remembers between runs") { folder };
    }
}
