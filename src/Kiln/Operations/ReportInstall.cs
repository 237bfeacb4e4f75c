using System.Text;
using Kiln.Engine;
using Kiln.Engine.Installing;
using Kiln.Engine.Io;
using Kiln.Engine.Requirements;
using Kiln.Engine.Resolution;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>Writes pip's report of what an install brings (<c>--report</c>); every wheel is fetched for it, since the report tells their metadata.</summary>
internal sealed class ReportInstall(AskedPackages asked, MarkerEnvironment environment, Output output)
{
    /// <summary>Writes it to a file; <c>-</c> prints it.</summary>
    public void Write(IReadOnlyList<Candidate> chosen, IndexSource source, Surroundings surroundings, string file)
    {
        var unpacked = source.Unpack(chosen);
        byte[] report = InstallReport.Of(chosen.Select((candidate, index) => new ReportedWheel(candidate, unpacked[index], asked.IsNamed(candidate.FileName.Name), asked.ExtrasOf(candidate.FileName.Name))), environment, Program);
        if (file == "-")
        {
            output.WriteData(Encoding.UTF8.GetString(report));
            return;
        }
        var path = surroundings.Absolute(RawText.ToPath(file));
        var error = FileSystem.ReplaceAll(path, report);
        if (error.IsError)
            throw UserErrorException.ForFile("write the report", path, error);
    }

    private static string Program => $"kiln {typeof(ReportInstall).Assembly.GetName().Version!.ToString(3)}";
}
