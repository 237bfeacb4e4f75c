using System.Diagnostics;
using System.Globalization;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>Says whether the packages of an environment go together: <c>kiln pip check</c>.</summary>
internal static class CheckPackages
{
    /// <summary>Prints what is wrong; returns the exit code: 1 if anything is.</summary>
    public static int Run(CheckPackagesOptions options, Output output)
    {
        long started = Stopwatch.GetTimestamp();
        var environment = InspectedEnvironment.Open(options, output);
        var faults = environment.Faults(options.PythonVersion, options.PythonPlatform);
        int count = environment.Distributions.Count;
        string time = string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(started).TotalMilliseconds:0}ms");
        output.WriteMessage($"Checked {count} {(count == 1 ? "package" : "packages")} in {time}");
        output.WriteMessage(faults.Count switch
        {
            0 => "All installed packages are compatible",
            1 => "Found 1 incompatibility",
            _ => $"Found {faults.Count} incompatibilities",
        });
        foreach (string fault in faults)
            output.WriteMessage(fault);
        return faults.Count == 0 ? 0 : 1;
    }
}
