namespace Kiln.Compiler.Tests.Support;

/// <summary>Texts that are part of the test assembly.</summary>
internal static class Resources
{
    public static string Read(string name)
    {
        using StreamReader reader = new(typeof(Resources).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
