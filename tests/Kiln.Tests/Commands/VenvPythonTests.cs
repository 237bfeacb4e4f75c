using System.Text.RegularExpressions;
using Kiln.Tests.Support;

namespace Kiln.Tests.Commands;

/// <summary>Which Python <c>kiln venv</c> takes for a project, beside uv in the same folders.</summary>
public sealed partial class VenvPythonTests : IDisposable
{
    private const string Project = "[project]\nname = 'p'\nversion = '1'\nrequires-python = '>=3.99'\n";

    private readonly TemporaryFolder _folder = new();

    [UvTheory]
    [InlineData("")]
    [InlineData("", "--no-config")]
    [InlineData(".python-version=3.12")]
    [InlineData(".python-version=3.12", "--no-project")]
    [InlineData(".python-version=3.98")]
    [InlineData(".python-version=3.98", "--no-config")]
    [InlineData(".python-versions=# first\n\n3.12\n3.98")]
    [InlineData(".python-versions=3.98|.python-version=3.12")]
    [InlineData("in/.python-version=3.12|.python-version=3.98")]
    [InlineData(".python-version=")]
    [InlineData(".python-version=no-such-name")]
    [InlineData("user/uv/.python-version=3.98")]
    [InlineData("pyproject.toml=")]
    [InlineData("pyproject.toml=", "--no-project")]
    [InlineData("pyproject.toml=", "--no-config")]
    [InlineData("pyproject.toml=|.python-version=3.12")]
    [InlineData("pyproject.toml=", "-p", "3.12")]
    [InlineData(".python-version=3.98", "-p", "3.12")]
    [InlineData(".python-version=3.98", "--project", "elsewhere")]
    [InlineData("", "--managed-python")]
    [InlineData("", "--no-managed-python")]
    [InlineData("", "--python-preference", "only-managed")]
    [InlineData("", "--python-preference", "some")]
    public void The_Python_is_chosen_as_uv_chooses_it(string files, params string[] words)
    {
        Directory.CreateDirectory(In("in"));
        foreach (string[] file in files.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(static each => each.Split('=', 2)))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(In(file[0]))!);
            File.WriteAllText(In(file[0]), file[0] == "pyproject.toml" ? Project : file[1]);
        }
        var variables = new Dictionary<string, string>
        {
            ["PATH"] = Path.GetDirectoryName(Python312.Executable!)!,
            ["HOME"] = _folder.Path,
            ["XDG_CONFIG_HOME"] = In("user"),
            ["XDG_DATA_HOME"] = In("data"),
            ["UV_PYTHON_DOWNLOADS"] = "never",
            ["KILN_CACHE_DIR"] = In("kiln-cache"),
            ["UV_CACHE_DIR"] = In("uv-cache"),
        };
        words = [.. words.Select(word => word == "elsewhere" ? Directory.CreateDirectory(In("user")).FullName : word)];

        var kiln = ProcessRun.Of(ProcessRun.Kiln, ["venv", "k", .. words], In("in"), variables);
        var uv = ProcessRun.Of(Kiln.Engine.Tests.Support.Uv.Executable!, ["venv", "u", .. words], In("in"), variables);

        Assert.Equal(Told(uv), Told(kiln));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>How it ended, whether an interpreter was found, and which warnings there were, of whose words case and the hint about <c>uv python pin</c> do not count.</summary>
    private static (int ExitCode, bool IsFound, string Warnings) Told(ProcessRun run) =>
        (run.ExitCode, run.Messages.Contains("Using CPython 3.12", StringComparison.Ordinal),
            string.Join('\n', WarningLine().Matches(run.Messages).Select(static match => match.Value.ToLowerInvariant())));

    private string In(string name) => Path.Combine(_folder.Path, name);

    [GeneratedRegex("^warning: .*$", RegexOptions.Multiline)]
    private static partial Regex WarningLine();
}
