using Kiln.Engine.Bytecode;
using Kiln.Engine.Managed;
using Kiln.Terminal;

namespace Kiln.Operations.Pythons;

/// <summary>What compiling standard libraries came to, for people.</summary>
internal static class LibrariesText
{
    /// <summary>Prints it; a library that cannot be compiled is a warning only where its Python was <paramref name="isNamed"/>.</summary>
    public static void Write(IReadOnlyList<LibraryReport> reports, Func<ManagedPython, bool> isNamed, Output output)
    {
        foreach (var report in reports)
        {
            if (report.End == LibraryEnd.NotOfFiles && !isNamed(report.Python))
                output.WriteDetail(report.Problem!.Message);
            else if (report.End == LibraryEnd.NotOfFiles)
                output.Warn(report.Problem!.Message);
            else if (report.Problem is { } problem)
                output.WriteError(problem);
        }
        var files = reports.Where(static report => report.Files is not null).Select(static report => report.Files!).ToList();
        int others = reports.Count - files.Count;
        if (files.Count > 0)
            CompileReportText.Write(CompileReport.Sum(files), output);
        if (others > 0)
            output.WriteMessage(files.Count > 0 ? $"Skipped {Phrase.Count(others, "incompatible version")}" : $"No compatible versions to bytecode compile (skipped {others})");
    }
}
