namespace Kiln.Engine.Requirements;

/// <summary>
/// What requirement and constraint files say together (https://pip.pypa.io/en/stable/reference/requirements-file-format/), those that
/// they name with <c>-r</c> and <c>-c</c> included. Files of overrides are read in the same way, as requirements.
/// </summary>
public sealed class RequirementsFile
{
    internal RequirementsFile()
    {
    }

    /// <summary>What is to be installed, in the order of the lines.</summary>
    public IList<RequirementsEntry> Requirements { get; } = [];

    /// <summary>What else is said of packages, if they are installed at all.</summary>
    public IList<RequirementsEntry> Constraints { get; } = [];

    /// <summary>What is said of the whole run.</summary>
    public RequirementsOptions Options { get; } = new();

    /// <summary>Reads these files, paths as seen from the working folder.</summary>
    public static RequirementsFile Read(IEnumerable<string> requirements, IEnumerable<string> constraints, RequirementsContext context)
    {
        var reader = new RequirementsReader(context);
        foreach (string file in requirements)
            reader.Read(FileLocation.Parse(file, context.WorkingFolder), isConstraints: false);
        foreach (string file in constraints)
            reader.Read(FileLocation.Parse(file, context.WorkingFolder), isConstraints: true);
        return reader.File;
    }
}
