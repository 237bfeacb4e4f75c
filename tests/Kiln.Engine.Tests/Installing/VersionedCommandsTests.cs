using Kiln.Engine.Installing;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Tests.Installing;

public sealed class VersionedCommandsTests
{
    [Theory]
    [InlineData("pip pip3", "pip pip3 pip3.14")]
    [InlineData("pip pip3.9 pip2", "pip pip3 pip3.14")]
    [InlineData("easy_install easy_install-3.9 other", "easy_install other easy_install-3.14")]
    [InlineData("pip3 pipx pip-tool", "pip3 pipx pip-tool")]
    [InlineData("pip pipx", "pip pipx pip3 pip3.14")]
    public void Commands_with_a_version_get_that_of_the_target(string commands, string expected)
    {
        var entries = commands.Split(' ').Select(name => new EntryPoint(name, "demo", "main", IsGui: false)).ToList();

        var made = VersionedCommands.Of(entries, new PythonVersion(3, 14, 0, "final", 0));

        Assert.Equal(expected.Split(' '), made.Select(command => command.Name));
    }
}
