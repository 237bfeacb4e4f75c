using System.Globalization;
using Kiln.Engine.Tags;

namespace Kiln.Engine.Interpreters;

/// <summary>What an interpreter tells of the wheels that it can use.</summary>
public static class InterpreterTagSource
{
    /// <summary>The values that its tags follow from.</summary>
    public static PlatformTagSource Of(InterpreterInfo interpreter) => new()
    {
        Implementation = interpreter.ImplementationName,
        Major = interpreter.Version.Major,
        Minor = interpreter.Version.Minor,
        IsFreeThreaded = interpreter.IsGilDisabled,
        IsDebug = interpreter.IsDebugBuild,
        Soabi = interpreter.Soabi,
        Platform = interpreter.Platform,
        Machine = interpreter.Markers.PlatformMachine,
        Is32Bit = interpreter.PointerSize == 4,
        Glibc = OfLibrary(interpreter.CLibrary, "glibc"),
        Musl = OfLibrary(interpreter.CLibrary, "musl"),
        MacOs = interpreter.MacVersion is { } version ? ParseVersion(version) : null,
    };

    private static SystemVersion? OfLibrary(CLibrary? library, string name) =>
        library is not null && library.Name == name ? new SystemVersion(library.Major, library.Minor) : null;

    private static SystemVersion ParseVersion(string text)
    {
        string[] parts = text.Split('.');
        return new SystemVersion(Number(0), Number(1));

        int Number(int index) => index < parts.Length && int.TryParse(parts[index], NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
    }
}
