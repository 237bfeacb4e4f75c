namespace Kiln.Tests.Managed;

/// <summary>Interpreters of this machine that lie as python-build-standalone's do, so that they can be packed; newest first.</summary>
internal static class PackedPythons
{
    private static readonly Lazy<IReadOnlyList<string>> Found = new(() => OperatingSystem.IsWindows() ? [] :
    [
        .. from executable in Kiln.Engine.Tests.Support.Pythons.Supported
           let real = new FileInfo(executable).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? executable
           let match = System.Text.RegularExpressions.Regex.Match(real, @"/bin/python3\.(\d+)$")
           where match.Success && File.Exists($"{real[..match.Index]}/lib/python3.{match.Groups[1].Value}/os.py") && !File.Exists($"{real[..match.Index]}/pyvenv.cfg")
           where IsWhereItWasBuiltFor(real[..match.Index], match.Groups[1].Value)
           orderby int.Parse(match.Groups[1].Value, null) descending
           select real,
    ]);

    /// <summary>Their executables.</summary>
    public static IReadOnlyList<string> Executables => Found.Value;

    /// <summary>Only then is it known what names its place.</summary>
    private static bool IsWhereItWasBuiltFor(string prefix, string minor) => prefix is not ("" or "/usr") && Directory.GetFiles($"{prefix}/lib/python3.{minor}", "_sysconfigdata_*.py")
        .Any(file => File.ReadAllText(file).Contains($"'prefix': '{prefix}'", StringComparison.Ordinal));
}
