namespace Kiln.Engine.Interpreters.Places;

/// <summary>The places of Pythons that are no environments: conda's base, managed Pythons, PATH.</summary>
internal static class InstalledPythons
{
    /// <summary>Those that a preference admits, in its order.</summary>
    public static IPythonPlace[] Places(Surroundings surroundings, PythonPreference preference)
    {
        IPythonPlace[] managed = [ManagedPythons.OfKiln(surroundings), ManagedPythons.OfUv(surroundings)];
        var conda = new CondaEnvironment(surroundings, isBase: true);
        var path = new SearchPath(surroundings);
        return preference switch
        {
            PythonPreference.OnlyManaged => managed,
            PythonPreference.System => [conda, path, .. managed],
            PythonPreference.OnlySystem => [conda, path],
            _ => [conda, .. managed, path],
        };
    }
}
