using Kiln.Engine.Interpreters;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Installing;

/// <summary>
/// The commands of pip and of old setuptools have names with the version of the Python that they are for (<c>pip3.12</c>), which their wheels, made for all
/// versions, cannot list: every installer makes these (pip's operations/install/wheel.py: get_console_script_specs).
/// </summary>
internal static class VersionedCommands
{
    /// <summary>A wheel's commands, those with versions replaced by the target's.</summary>
    public static IEnumerable<EntryPoint> Of(IReadOnlyList<EntryPoint> commands, PythonVersion version)
    {
        string minor = $"{version.Major}.{version.Minor}";
        return Renamed(Renamed(commands, "pip", "", [$"{version.Major}", minor]), "easy_install", "-", [minor]);
    }

    private static IReadOnlyList<EntryPoint> Renamed(IReadOnlyList<EntryPoint> commands, string name, string separator, string[] versions)
    {
        if (commands.FirstOrDefault(command => !command.IsGui && command.Name == name) is not { } plain)
            return commands;
        return
        [
            .. commands.Where(command => command.IsGui || !IsVersionOf(command.Name, name + separator)),
            .. versions.Select(version => plain with { Name = name + separator + version }),
        ];
    }

    private static bool IsVersionOf(string command, string start) =>
        command.Length > start.Length && command.StartsWith(start, StringComparison.Ordinal)
        && command.AsSpan(start.Length).TrimStart("0123456789.").IsEmpty;
}
