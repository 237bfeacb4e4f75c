using System.Text;
using Kiln.Engine.Io;
using Kiln.Engine.Io.Http;

namespace Kiln.Engine.Index.Credentials;

/// <summary>
/// A <c>.netrc</c>: names and passwords by host.
/// <code>
/// file  = (("machine" host | "default") (("login" | "user") word | "password" word | "account" word)* | "macdef" … empty line)*
/// </code>
/// Words may be quoted; <c>#</c> begins a comment where a word could begin (GNU inetutils, Python's netrc module).
/// </summary>
internal sealed class Netrc
{
    private readonly List<(string? Host, string User, string Password)> _machines = [];

    private Netrc()
    {
    }

    /// <summary>The user's file: <c>NETRC</c>, else <c>~/.netrc</c>, on Windows <c>~/_netrc</c> too. Null where there is none that can be read.</summary>
    public static Netrc? Read(Surroundings surroundings)
    {
        var places = new List<FsPath>();
        if (surroundings.PathVariable("NETRC") is { } named)
            places.Add(named);
        else if (surroundings.Home is { } home)
            places.AddRange(OperatingSystem.IsWindows() ? [home / ".netrc", home / "_netrc"] : [home / ".netrc"]);
        foreach (var place in places)
        {
            if (!FileSystem.ReadAll(place, out byte[] content).IsError)
                return Parse(Encoding.UTF8.GetString(content));
        }
        return null;
    }

    /// <summary>Reads the text; what cannot be understood is passed over.</summary>
    public static Netrc Parse(string text)
    {
        var netrc = new Netrc();
        var words = new NetrcWords(text);
        (string? Host, string User, string Password)? machine = null;
        while (words.Next() is { } word)
        {
            if (word is "machine" or "default" or "macdef")
                netrc.Close(ref machine);
            if (word is "machine" or "default")
                machine = (word is "machine" ? words.Next() ?? "" : null, "", "");
            else if (word is "macdef")
                words.SkipMacro();
            else if (word is "login" or "user" && machine is { } named)
                machine = named with { User = words.Next() ?? "" };
            else if (word is "password" && machine is { } opened)
                machine = opened with { Password = words.Next() ?? "" };
            else if (word is "account")
                _ = words.Next();
        }
        netrc.Close(ref machine);
        return netrc;
    }

    /// <summary>The entry of a host, for a user if one is known already; else the default one; null if there is none.</summary>
    public HttpCredential? Find(string host, string? user)
    {
        foreach (var machine in _machines)
        {
            bool isHost = machine.Host is null || machine.Host.Equals(host, StringComparison.OrdinalIgnoreCase);
            if (isHost && (string.IsNullOrEmpty(user) || user == machine.User))
                return new HttpCredential(machine.User, machine.Password);
        }
        return null;
    }

    private void Close(ref (string? Host, string User, string Password)? machine)
    {
        if (machine is { } finished)
            _machines.Add(finished);
        machine = null;
    }
}
