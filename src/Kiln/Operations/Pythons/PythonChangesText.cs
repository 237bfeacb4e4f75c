using Kiln.Engine.Interpreters;
using Kiln.Terminal;

namespace Kiln.Operations.Pythons;

/// <summary>What was done to managed Pythons, for people, in uv's words.</summary>
internal static class PythonChangesText
{
    /// <summary>"Installed Python 3.12.1 in 1.68s", or "Installed 2 versions in 1.68s", then a line for each.</summary>
    public static void Write(string done, IReadOnlyCollection<PythonKey> keys, PythonChanges changes, TimeSpan elapsed, Output output)
    {
        if (keys.Count == 0)
            return;
        string what = keys.Count == 1 ? $"Python {keys.First().VersionText}" : $"{keys.Count} versions";
        output.WriteMessage($"{output.Paint(Style.Dim, done)} {output.Paint(Style.Bold, what)} {output.Paint(Style.Dim, $"in {Phrase.Duration(elapsed)}")}");
        foreach (var (sign, key, programs) in changes.Lines())
        {
            string colour = sign switch { '+' => Style.Good, '-' => Style.Error, _ => Style.Warning };
            output.WriteMessage($" {output.Paint(colour, sign.ToString())} {output.Paint(Style.Bold, key.ToString())}{programs}");
        }
    }
}
