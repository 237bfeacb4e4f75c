using Kiln.Compiler.Pyc;
using Kiln.Engine.Bytecode;

namespace Kiln.Terminal;

/// <summary>Whether bytecode will be used, for people: a table of the packages where some will not, the first files, what to do, and a sum.</summary>
internal static class VerifyText
{
    private const int ShownFiles = 10;

    /// <summary>Prints the table to stdout, all else to stderr.</summary>
    public static void Write(VerifyReport report, Output output)
    {
        WriteTable(report, output);
        WriteFiles(report, output);
        foreach (var finding in report.Findings)
            WriteFinding(finding, output);
        WriteHints(report, output);
        int all = report.Packages.Sum(package => Enum.GetValues<BytecodeVerdict>().Sum(package.Count));
        string used = output.Paint(Style.Bold, $"{report.Used} of {Phrase.Count(all, "file")}");
        output.WriteMessage($"Bytecode will be used for {used} (checked in {Phrase.Duration(report.Elapsed)})");
    }

    /// <summary>Packages in order are left out, for there are many; with <c>-v</c> they are shown.</summary>
    private static void WriteTable(VerifyReport report, Output output)
    {
        var packages = report.Packages.Where(package => output.IsVerbose || package.Used < Enum.GetValues<BytecodeVerdict>().Sum(package.Count)).ToList();
        if (packages.Count == 0)
            return;
        var verdicts = Enum.GetValues<BytecodeVerdict>().Where(verdict => verdict != BytecodeVerdict.Used && packages.Any(package => package.Count(verdict) > 0)).ToList();
        var table = new Table().WithText("package").WithNumber("sources").WithNumber("used");
        verdicts.ForEach(verdict => table.WithNumber(Phrase.Kebab(verdict)));
        foreach (var package in packages)
            table.Add([package.Name, Number(package.Sources), Number(package.Used), .. verdicts.Select(verdict => Number(package.Count(verdict)))]);
        foreach (string line in table.Lines())
            output.WriteData(line);
    }

    private static void WriteFiles(VerifyReport report, Output output)
    {
        var files = report.Results.Where(result => output.IsVerbose || result.Verdict != BytecodeVerdict.Used).ToList();
        foreach (var file in output.IsVerbose ? files : files.Take(ShownFiles))
        {
            string level = file.Level > 0 ? $" at level {file.Level}" : "";
            string harm = file.BreaksImport ? ", importing it fails" : "";
            string detail = file.Detail is null ? "" : $": {file.Detail}";
            output.WriteMessage($"{Phrase.Kebab(file.Verdict)} `{file.Source}`{level}{harm}{detail}");
        }
        if (!output.IsVerbose && files.Count > ShownFiles)
            output.WriteMessage($"… and {files.Count - ShownFiles} more; `-v` lists all");
    }

    private static void WriteFinding(VerifyFinding finding, Output output)
    {
        string line = $"{Phrase.Kebab(finding.Kind)} `{finding.Path}`{(finding.Detail is null ? "" : $": {finding.Detail}")}";
        if (finding.Kind is FindingKind.UnreadableFolder)
            output.Warn(line);
        else
            output.WriteDetail(line);
    }

    private static void WriteHints(VerifyReport report, Output output)
    {
        bool isBroken = report.Count(BytecodeVerdict.Truncated) + report.Count(BytecodeVerdict.Corrupt) + report.Count(BytecodeVerdict.UsedThoughChanged) > 0;
        if (isBroken)
            output.Hint("`kiln compile --force` writes all of it anew");
        else if (!report.IsAllUsed)
            output.Hint("`kiln compile` with the same paths brings it up to date");
        int orphans = report.Findings.Count(finding => finding.Kind == FindingKind.Orphan);
        if (orphans > 0)
            output.Hint($"{Phrase.Count(orphans, "bytecode file")} without a source; `kiln clear --orphans` removes them");
        if (report.Advice is { } advice)
            output.Hint($"{Risk(advice)}; `kiln compile --invalidation-mode {InvalidationModeName.Of(advice.Mode)}` does not depend on times");
    }

    private static string Risk(DeployAdvice advice) => advice.Risk switch
    {
        DeployRisk.ArchiveDates => $"{Phrase.Count(advice.Files, "file")} go by the date of a source that an archive has set, and packing again will change it",
        DeployRisk.OneTime => $"{Phrase.Count(advice.Files, "file")} go by the time of their sources, which is one and the same for all: something sets it",
        _ => $"{Phrase.Count(advice.Files, "file")} go by the time of their sources, which images, zips and copies do not keep",
    };

    private static string Number(int number) => number == 0 ? "" : number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
