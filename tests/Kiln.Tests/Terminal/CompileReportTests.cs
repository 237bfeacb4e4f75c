using Kiln.Engine.Bytecode;
using Kiln.Engine.Io;
using Kiln.Terminal;
using Kiln.Tests.Support;

namespace Kiln.Tests.Terminal;

/// <summary>What people and programs are told of a run of the bytecode compiler.</summary>
public sealed class CompileReportTests
{
    [Fact]
    public void The_summary_is_one_line()
    {
        var report = new CompileReport { Elapsed = TimeSpan.FromMilliseconds(812) };
        report.Add(CompileEnd.Compiled, 15130);
        Assert.Equal("Bytecode compiled 15130 files in 812ms", Summary.Of(report, Plain));

        report.Add(CompileEnd.Current, 12);
        report.Add(CompileEnd.Skipped, 3);
        Assert.Equal("Bytecode compiled 15130 files in 812ms (12 current, 3 skipped)", Summary.Of(report, Plain));
    }

    [Fact]
    public void Ten_failures_are_listed_and_the_others_counted()
    {
        var report = new CompileReport();
        for (int i = 0; i < 12; i++)
            report.Add(new CompileResult(FsPath.From($"/x/{i}.py"), 0, CompileEnd.Failed, CompileReason.Unwritable));
        report.Add(new CompileResult(FsPath.From("/x/bad.py"), 2, CompileEnd.Skipped, CompileReason.SyntaxError, "invalid syntax"));

        string[] lines = [.. FileList.Of(report, isVerbose: false)];
        Assert.Equal("failed `/x/0.py`: unwritable", lines[0]);
        Assert.Equal("… and 2 more failed; `-v` lists all", lines[^1]);
        Assert.Equal(11, lines.Length);

        string[] all = [.. FileList.Of(report, isVerbose: true)];
        Assert.Equal("skipped `/x/bad.py` at level 2: syntax-error: invalid syntax", all[^1]);
        Assert.Equal(13, all.Length);
    }

    [Fact]
    public void The_document_has_counts_and_files()
    {
        var report = new CompileReport { Elapsed = TimeSpan.FromSeconds(1.5) };
        report.Add(CompileEnd.Current, 2);
        report.Add(new CompileResult(FsPath.FromBytes([(byte)'/', 0xff]), 0, CompileEnd.Compiled));
        report.Add(new CompileResult(FsPath.From("/x/\n.py"), 1, CompileEnd.Failed, CompileReason.BlockedPath, "it is a folder"));
        using var data = new StringWriter { NewLine = "\n" };

        new Output(data, TextWriter.Null, new TerminalFacts()).WriteJson(CompileDocument.Of(report, new InterpreterDocument("/bin/python3", "cpython", "3.12.1", "cpython-312")), JsonDocuments.Default.CompileDocument);

        Snapshot.Match(data.ToString(), "compile-document");
    }

    private static string Plain(string style, string text) => text;
}
