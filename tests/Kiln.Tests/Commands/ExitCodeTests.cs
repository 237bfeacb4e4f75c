using Kiln.Tests.Support;

namespace Kiln.Tests.Commands;

/// <summary>That every end of a command has uv's exit code, which scripts ask for.</summary>
public sealed class ExitCodeTests
{
    private const string Install = "pip install --no-index -f @wheels ";

    [UvTheory]
    [InlineData(0, "a package", Install + "plain")]
    [InlineData(0, "a package that is there", Install + "lonely --no-deps")]
    [InlineData(1, "a package that no folder has", Install + "absent")]
    [InlineData(1, "a version that there is not", Install + "plain==2")]
    [InlineData(1, "a dependency that cannot be had", Install + "picky plain==1.0")]
    [InlineData(1, "a wheel for another platform in a folder", Install + "foreign")]
    [InlineData(2, "a wheel for another platform by its path", Install + "@wheels/foreign-1.0-cp312-cp312-win_amd64.whl")]
    [InlineData(0, "the same for that platform", Install + "foreign --python-platform windows --target @there")]
    [InlineData(1, "a package for a newer Python", Install + "newer")]
    [InlineData(0, "the same for that Python", Install + "newer --python-version 3.99 --target @there")]
    [InlineData(1, "a wheel that is no archive", Install + "@wheels/broken-1.0-py3-none-any.whl")]
    [InlineData(1, "a wheel that is not there", Install + "@wheels/absent-1.0-py3-none-any.whl")]
    [InlineData(1, "a hash that is another file's", Install + "-r @wrong.txt")]
    [InlineData(0, "the same, hashes unseen", Install + "-r @wrong.txt --no-verify-hashes")]
    [InlineData(2, "a requirement without a version where hashes are required", Install + "--require-hashes plain")]
    [InlineData(2, "a requirement without a hash where hashes are required", Install + "--require-hashes plain==1.0")]
    [InlineData(1, "a dependency without a hash where hashes are required", Install + "--require-hashes -r @hashed.txt")]
    [InlineData(2, "a file that is not there", Install + "-r @absent.txt")]
    [InlineData(2, "a file that is no list of requirements", Install + "-r @bad.txt")]
    [InlineData(2, "a constraint file that is not there", Install + "plain -c @absent.txt")]
    [InlineData(2, "a file of constraints for building that is not there", Install + "plain --build-constraints @absent.txt")]
    [InlineData(2, "a word that is no requirement", Install + "plain==")]
    [InlineData(2, "no word at all", "pip install")]
    [InlineData(2, "an unknown option", Install + "plain --nope")]
    [InlineData(2, "an unknown command", "pip nope")]
    [InlineData(2, "a way to link that there is not", Install + "plain --link-mode nope")]
    [InlineData(2, "a platform that there is not", Install + "plain --python-platform nope")]
    [InlineData(2, "a version that is none", Install + "plain --python-version nope")]
    [InlineData(2, "an interpreter that there is not", Install + "plain -p @nowhere/python")]
    [InlineData(2, "pip's --user", Install + "plain --user")]
    [InlineData(2, "a folder of wheels that is not there", "pip install --no-index -f @absent plain")]
    [InlineData(1, "source wanted where only wheels are", Install + "plain --no-binary plain")]
    [InlineData(0, "wheels wanted", Install + "plain --only-binary :all:")]
    [InlineData(0, "an environment with a fault, looked at", Install + "plain --strict")]
    [InlineData(0, "a dry run", Install + "plain --dry-run")]
    [InlineData(1, "a check that finds something to do", Install + "plain --check")]
    [InlineData(0, "a check that finds nothing to do", Install + "lonely --no-deps --check")]
    [InlineData(1, "an upgrade to what there is not", Install + "plain -P plain<1")]
    [InlineData(0, "a list without requirements", "pip sync @empty.txt")]
    [InlineData(0, "the same on purpose", "pip sync @empty.txt --allow-empty-requirements")]
    [InlineData(0, "a list", "pip sync --no-index -f @wheels @plain.txt")]
    [InlineData(2, "a list that is not there", "pip sync @absent.txt")]
    [InlineData(0, "removing what is there", "pip uninstall lonely")]
    [InlineData(0, "removing what is not there", "pip uninstall plain")]
    [InlineData(2, "removing a word that is no name", "pip uninstall plain==")]
    [InlineData(0, "removing what a project needs", "pip uninstall -r @project/pyproject.toml")]
    [InlineData(2, "removing what a missing file lists", "pip uninstall -r @absent.txt")]
    [InlineData(1, "checking an environment with a fault", "pip check")]
    [InlineData(1, "showing what is not there", "pip show plain")]
    [InlineData(2, "a way to list that there is not", "pip list --format nope")]
    [InlineData(0, "an environment beside", "venv @new")]
    [InlineData(2, "an environment in a folder with other things", "venv @full")]
    [InlineData(2, "an environment of a Python that there is not", "venv @new -p 3.99")]
    public void Commands_end_as_uvs_do(int expected, string situation, string words) => AssertBoth(expected, situation, words, "env");

    [UvTheory]
    [InlineData(2, "no environment", Install + "plain")]
    [InlineData(2, "no environment to list", "pip uninstall plain")]
    public void Without_an_environment_commands_end_as_uvs_do(int expected, string situation, string words) => AssertBoth(expected, situation, words, "absent");

    [UvTheory]
    [InlineData("UV_LINK_MODE")]
    [InlineData("UV_RESOLUTION")]
    [InlineData("UV_REQUIRE_HASHES")]
    public void A_variable_with_a_value_that_it_cannot_have_ends_as_in_uv(string variable) =>
        AssertBoth(2, variable, Install + "plain", "env", new() { [variable] = "nope" });

    [UvTheory]
    [InlineData(2, Install + "plain -p @managed/bin/python3.12")]
    [InlineData(0, Install + "plain -p @managed/bin/python3.12 --break-system-packages --dry-run")]
    [InlineData(0, Install + "plain -p @managed/bin/python3.12 --target @there")]
    public void A_Python_that_its_system_manages_is_left_alone_as_in_uv(int expected, string words) => AssertBoth(expected, "managed", words, "absent");

    private static void AssertBoth(int expected, string situation, string words, string environment, Dictionary<string, string>? variables = null)
    {
        var (theirs, ours) = (Prepare(), Prepare());
        using (theirs)
        using (ours)
        {
            var theirRun = theirs.Theirs(theirs.Words(words));
            var ourRun = ours.Ours(ours.Words(words));
            Assert.True(theirRun.ExitCode == expected, $"{situation}: uv ended with {theirRun.ExitCode}:\n{theirRun.Messages}");
            Assert.True(ourRun.ExitCode == expected, $"{situation}: Kiln ended with {ourRun.ExitCode}:\n{ourRun.Messages}");
            Assert.True(expected == 0 || ourRun.Messages.Length + ourRun.Data.Length > 0, $"{situation}: Kiln did not say why");
        }

        Workplace Prepare()
        {
            var place = new Workplace();
            place.Variables["VIRTUAL_ENV"] = Path.Combine(place.Folder, environment);
            foreach (var (name, value) in variables ?? [])
                place.Variables[name] = value;
            if (words.Contains("managed/", StringComparison.Ordinal))
                ManagedPython.Make(Path.Combine(place.Folder, "managed"));
            return place;
        }
    }
}
