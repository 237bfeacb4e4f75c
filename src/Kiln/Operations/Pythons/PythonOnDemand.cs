using Kiln.Engine;
using Kiln.Engine.Interpreters;
using Kiln.Terminal;

namespace Kiln.Operations.Pythons;

/// <summary>Installs a managed Python where a command needs one that is not there, if that is allowed.</summary>
internal static class PythonOnDemand
{
    /// <summary>What <paramref name="find"/> finds; if it finds nothing, once more after installing what it looked for.</summary>
    public static T FindOrInstall<T>(PythonRequest request, GlobalOptions global, Output output, Func<T> find, CancellationToken cancellation)
    {
        try
        {
            return find();
        }
        catch (UserErrorException missing) when (missing.IsUsage && request.IsOfKind)
        {
            if (Install(request, global, output, cancellation) is { } hint)
                throw new UserErrorException(missing.Message) { Details = missing.Details, Hint = hint, IsUsage = true };
        }
        return find();
    }

    /// <summary>Installs it; else the reason why not, as a hint. A failure is an error of its own.</summary>
    private static string? Install(PythonRequest request, GlobalOptions global, Output output, CancellationToken cancellation)
    {
        var downloads = global.PythonDownloads;
        using (var network = downloads.OpenNetwork(global))
        {
            if (global.PythonPreference == PythonPreference.OnlySystem || ReadList() is not { } list || list.Of(new BuildPins(global.Surroundings)).Find(request, PythonPlatform.OfMachine) is not { } found)
                return "give the path of a Python executable with `-p`";
            if (downloads.Policy != PythonDownloadPolicy.Automatic)
                return $"{found.Key} can be downloaded, but downloads are {(downloads.Policy == PythonDownloadPolicy.Never ? "not allowed" : "to be asked for: `kiln python install`")}";
            bool isKept = !downloads.Archives.IsEmpty;
            if (global.Offline && !isKept && downloads.Mirrors.UrlOf(found).StartsWith("http", StringComparison.Ordinal))
                return $"{found.Key} can be downloaded, but the network is not to be used (`--offline`)";

            Engine.Managed.Downloads.PythonDownloads? ReadList() => downloads.ReadList(network, global, cancellation);
        }
        var options = new InstallPythonsOptions { Global = global, Request = request, WithPrograms = false };
        return new InstallPythons(options, output, cancellation).Run() == 0 ? null
            : throw new UserErrorException($"{PythonRequestText.Of(request)} could not be installed");
    }
}
