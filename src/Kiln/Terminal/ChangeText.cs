using Kiln.Engine.Installing;

namespace Kiln.Terminal;

/// <summary>What becomes of an environment, in uv's words: counts with their time, then a line for each distribution.</summary>
internal static class ChangeText
{
    /// <summary>"Resolved 3 packages in 4ms".</summary>
    public static void Resolved(int count, TimeSpan elapsed, Output output) => Step("Resolved", count, elapsed, output);

    /// <summary>"Prepared 3 packages in 120ms".</summary>
    public static void Prepared(int count, TimeSpan elapsed, Output output) => Step("Prepared", count, elapsed, output);

    /// <summary>"Audited 3 packages in 4ms": all is as it should be.</summary>
    public static void Audited(int count, TimeSpan elapsed, Output output) => Step("Audited", count, elapsed, output);

    /// <summary>What was done.</summary>
    public static void Changed(InstallPlan plan, TimeSpan elapsed, Output output)
    {
        if (plan.Remove.Count > 0)
            Step("Uninstalled", plan.Remove.Count, elapsed, output);
        if (plan.Add.Count > 0)
            Step("Installed", plan.Add.Count, elapsed, output);
        WriteList(plan, output);
    }

    /// <summary>What would be done; the exit code is 1 where <c>--check</c> found something to do.</summary>
    public static int WouldChange(InstallPlan plan, bool isCheck, Output output)
    {
        if (plan.IsEmpty)
        {
            output.WriteMessage("Would make no changes");
            return 0;
        }
        if (plan.Remove.Count > 0)
            output.WriteMessage($"Would uninstall {Phrase.Count(plan.Remove.Count, "package")}");
        if (plan.Add.Count > 0)
            output.WriteMessage($"Would install {Phrase.Count(plan.Add.Count, "package")}");
        WriteList(plan, output);
        return isCheck ? 1 : 0;
    }

    private static void Step(string verb, int count, TimeSpan elapsed, Output output) =>
        output.WriteMessage(output.Paint(Style.Dim, verb) + " " + output.Paint(Style.Bold, Phrase.Count(count, "package")) + output.Paint(Style.Dim, $" in {Phrase.Duration(elapsed)}"));

    private static void WriteList(InstallPlan plan, Output output)
    {
        foreach (var change in PackageChange.Of(plan))
        {
            var (sign, style) = change.Action switch
            {
                PackageChange.Uninstalled => ("-", Style.Error),
                PackageChange.Reinstalled => ("~", Style.Good),
                _ => ("+", Style.Good),
            };
            output.WriteMessage($" {output.Paint(style, sign)} {change.Name}=={change.Version}{(change.From is { } url ? output.Paint(Style.Dim, $" (from {url})") : "")}");
        }
    }
}
