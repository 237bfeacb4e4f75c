using Kiln.Tests.Support;

namespace Kiln.Tests.Runs;

/// <summary>What was installed beside what uv and pip install, and whether it works: samples of the commands that prove it in full.</summary>
public sealed class InstalledFilesTests
{
    // Commands, scripts and data in `.data`, extensions with folders for libraries, a module without a package, pip with its versioned commands.
    private const string Sample = "jsonpointer,jupyterlab_pygments,tornado,six,pip,flask,markupsafe";

    [PeersFact]
    public void A_sample_of_wheels_is_installed_as_by_uv_and_pip()
    {
        using var folder = new TemporaryFolder();
        var run = ProcessRun.Of(Python312.Executable!, [Repository.Path("bench", "conformance", "installing"), "--kiln", ProcessRun.Kiln, "--python", Python312.Executable!,
            "--packages", Sample, "--work", folder.Path, "--scenarios", "files,compiled,target,prefix,symlink"]);

        Assert.True(run.ExitCode == 0, run.Data + run.Messages);
    }

    [PeersFact]
    public void An_environment_of_the_corpus_works()
    {
        var run = ProcessRun.Of(Python312.Executable!, [Repository.Path("tests", "end-to-end", "run"), "--kiln", ProcessRun.Kiln, "--python", Python312.Executable!]);

        Assert.True(run.ExitCode == 0, run.Data + run.Messages);
    }
}
