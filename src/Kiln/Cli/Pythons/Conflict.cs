using Kiln.Engine;

namespace Kiln.Cli.Pythons;

/// <summary>Words of a command that contradict each other.</summary>
internal static class Conflict
{
    /// <summary>Refuses them where both were said.</summary>
    public static void RefuseIf(bool areBothSaid, string word, string other)
    {
        if (areBothSaid)
            throw new UserErrorException($"`{word}` cannot be used with `{other}`") { IsUsage = true };
    }
}
