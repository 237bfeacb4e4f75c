using System.Text;
using Kiln.Engine.Interpreters.Places;
using Kiln.Engine.Io;
using Kiln.Engine.Io.Http;

namespace Kiln.Engine.Index.Credentials;

/// <summary>
/// The <c>keyring</c> program on PATH (<c>--keyring-provider subprocess</c>), asked as uv asks it: <c>keyring get SERVICE USER</c>, or
/// <c>keyring get SERVICE --mode creds</c> where no user is known; the service is first the URL, then the host.
/// </summary>
internal sealed class KeyringProgram(Surroundings surroundings)
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(1);

    private readonly Lazy<FsPath?> _program = new(() => new SearchPath(surroundings).FindNamed("keyring").Select(found => (FsPath?)found.Executable).FirstOrDefault());

    /// <summary>Asks for what is kept of a URL; null if there is nothing, or no such program.</summary>
    public HttpCredential? Find(Uri url, string? user)
    {
        if (_program.Value is not { } program)
            return null;
        string host = url.IsDefaultPort ? url.Host : $"{url.Host}:{url.Port}";
        return Ask(program, UrlText.Of(url), user) ?? Ask(program, host, user);
    }

    private static HttpCredential? Ask(FsPath program, string service, string? user)
    {
        string[] question = string.IsNullOrEmpty(user) ? ["get", service, "--mode", "creds"] : ["get", service, user];
        var run = ProgramRun.Of(new ProgramCall { Executable = program, Arguments = question }, TimeLimit);
        string[] lines = Encoding.UTF8.GetString(run.Output).TrimEnd('\r', '\n').Split('\n', StringSplitOptions.TrimEntries);
        if (run.Status is not { Code: 0 } || lines[0].Length == 0)
            return null;
        if (!string.IsNullOrEmpty(user))
            return new HttpCredential(user, lines[0]);
        return lines.Length == 2 ? new HttpCredential(lines[0], lines[1]) : null;
    }
}
