using System.Collections.Concurrent;
using Kiln.Engine.Io.Http;

namespace Kiln.Engine.Index.Credentials;

/// <summary>
/// Names and passwords of one run, by realm: scheme, host and port. Those in a URL count first, and for all of its realm from then on; netrc
/// and keyring are asked where a server refuses, once for each realm. Safe for use by several threads.
/// </summary>
public sealed class CredentialStore : IHttpCredentials
{
    private readonly ConcurrentDictionary<string, HttpCredential> _known = new();
    private readonly ConcurrentDictionary<(string Realm, string? User), Lazy<HttpCredential?>> _sought = new();
    private readonly Lazy<Netrc?> _netrc;
    private readonly KeyringProgram? _keyring;
    private readonly IReadOnlyList<AuthenticationRule> _rules;

    /// <summary>A store that looks into the user's netrc, and asks the keyring program if it may.</summary>
    public CredentialStore(Surroundings surroundings, bool asksKeyring, IReadOnlyList<AuthenticationRule>? rules = null)
    {
        _rules = rules ?? [];
        _netrc = new(() => Netrc.Read(surroundings));
        _keyring = asksKeyring ? new KeyringProgram(surroundings) : null;
    }

    /// <summary>Notes what is in a URL that the user gave, so that other URLs of its realm, which pages name without, have it too.</summary>
    public void Learn(Uri url)
    {
        if (HttpCredential.In(url) is { Password: not null } credential)
            _known.TryAdd(UrlText.Realm(url), credential);
    }

    /// <inheritdoc/>
    /// <exception cref="UserErrorException">There are none for an index that always wants some.</exception>
    public HttpCredential? Known(Uri url) => RuleOf(url) switch
    {
        IndexAuthentication.Never => null,
        IndexAuthentication.Always => WithoutRule(url) ?? Seek(url, user: null) ?? throw new UserErrorException($"missing credentials for `{UrlText.Of(url)}`")
        {
            Hint = "its index is set to `authenticate = \"always\"`; credentials may stand in its URL, in netrc, or in variables for its name",
            IsUsage = true,
        },
        _ => WithoutRule(url),
    };

    private IndexAuthentication RuleOf(Uri url) => _rules.FirstOrDefault(rule => rule.IsFor(url))?.Authentication ?? IndexAuthentication.Auto;

    private HttpCredential? WithoutRule(Uri url)
    {
        if (HttpCredential.In(url) is not { } own)
            return _known.GetValueOrDefault(UrlText.Realm(url));
        Learn(url);
        if (own.Password is not null)
            return own;
        return Seek(url, own.User) ?? own with { Password = "" };
    }

    /// <inheritdoc/>
    public HttpCredential? AfterRefusal(Uri url, HttpCredential? tried)
    {
        var found = RuleOf(url) == IndexAuthentication.Never ? null : Seek(url, tried?.User);
        return found is null || found == tried ? null : found;
    }

    private HttpCredential? Seek(Uri url, string? user)
    {
        string realm = UrlText.Realm(url);
        if (_known.TryGetValue(realm, out var known) && (user is null || user == known.User))
            return known;
        var found = _sought.GetOrAdd((realm, user), _ => new(() => _netrc.Value?.Find(url.Host, user) ?? _keyring?.Find(url, user))).Value;
        if (found is not null)
            _known.TryAdd(realm, found);
        return found;
    }
}
