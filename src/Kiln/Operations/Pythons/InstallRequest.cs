using Kiln.Engine;
using Kiln.Engine.Interpreters;
using Kiln.Engine.Managed;

namespace Kiln.Operations.Pythons;

/// <summary>A Python that somebody wants installed: words, and what they mean on this machine.</summary>
/// <param name="Request">What was asked for.</param>
/// <param name="IsOfEverything">True for any Python at all, prereleases too.</param>
internal sealed record InstallRequest(PythonRequest Request, bool IsOfEverything = false)
{
    private PythonRequest OfKind => Request.Implementation is null ? Request with { Implementation = "cpython" } : Request;

    /// <summary>Parses what the user wrote; a <see cref="UserErrorException"/> for paths and names.</summary>
    public static InstallRequest Parse(string text, Surroundings surroundings)
    {
        var request = PythonRequestParser.Parse(text, surroundings);
        if (!request.IsOfKind)
        {
            throw new UserErrorException($"`{text}` is not a valid Python download request")
            {
                Hint = "a version (`3.12`, `>=3.11`), an implementation (`pypy3.10`) or a key of `kiln python list --only-downloads`",
                IsUsage = true,
            };
        }
        return new InstallRequest(request, text.Trim().Equals("any", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The newest patch version of an installed Python's minor version.</summary>
    public static InstallRequest ForMinorOf(PythonKey key) => new(Exactly(key) with { Text = key.MinorName, Versions = Range(key.MinorText), Prerelease = null });

    /// <summary>The very Python.</summary>
    public static InstallRequest For(PythonKey key) => new(Exactly(key));

    /// <summary>"Python 3.12", as messages name it.</summary>
    public string Text => PythonRequestText.Of(Request);

    /// <summary>True if an installed Python is what is wanted.</summary>
    public bool IsSatisfiedBy(ManagedPython python) => OfKind.IsSatisfiedBy(python.Key, PythonPlatform.OfMachine, IsOfEverything);

    /// <summary>True if it names one patch version or prerelease.</summary>
    public bool IsOfPatch => Request.Prerelease is not null || Request.Versions?.Precision == 3;

    /// <summary>True if it was for a minor version, and this Python is of it: then its program is upgraded with the version.</summary>
    public bool IsForMinorOf(ManagedPython python) =>
        Request is { Implementation: null, System: null, Architecture: null, CLibrary: null, Prerelease: null, Versions: { Precision: 2 } versions } && versions.Contains(python.Key.Version);

    private static PythonRequest Exactly(PythonKey key) => new()
    {
        Text = key.ToString(),
        Implementation = key.Implementation,
        Versions = Range($"{key.Version.Major}.{key.Version.Minor}.{key.Version.Micro}"),
        Prerelease = key.Version.IsPrerelease ? (key.Version.ReleaseLevel, key.Version.Serial) : null,
        IsFreeThreaded = key.IsFreeThreaded,
        IsDebug = key.IsDebug,
        System = key.Platform.System,
        Architecture = key.Platform.Architecture,
        CLibrary = key.Platform.CLibrary,
    };

    private static ReleaseRange? Range(string text) => ReleaseRange.TryParse(text, out var range) ? range : null;
}
