using Kiln.Engine.Index.Credentials;
using Kiln.Engine.Io.Http;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Index.Credentials;

public sealed class CredentialStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Those_of_a_URL_count_for_its_realm_and_no_other()
    {
        var store = Store();

        Assert.Equal(new HttpCredential("me", "a/b"), store.Known(new Uri("https://me:a%2Fb@host/simple/")));

        Assert.Equal(new HttpCredential("me", "a/b"), store.Known(new Uri("https://host/files/x.whl")));
        Assert.Null(store.Known(new Uri("http://host/")));
        Assert.Null(store.Known(new Uri("https://host:8443/")));
        Assert.Null(store.Known(new Uri("https://sub.host/")));
    }

    [Fact]
    public void Netrc_is_asked_after_a_refusal()
    {
        _folder.Write("home/.netrc", "machine other login a password b\nmachine host\n  login me\n  password \"se cret\"\n");
        var store = Store();
        var url = new Uri("https://host/x");

        Assert.Null(store.Known(url));
        Assert.Equal(new HttpCredential("me", "se cret"), store.AfterRefusal(url, tried: null));
        Assert.Equal(new HttpCredential("me", "se cret"), store.Known(url));
        Assert.Null(store.AfterRefusal(url, new HttpCredential("me", "se cret")));
        Assert.Null(store.AfterRefusal(new Uri("https://unknown/"), tried: null));
    }

    [Fact]
    public void A_name_in_the_URL_has_its_password_looked_up_first()
    {
        _folder.Write("home/.netrc", "machine host login you password 1\nmachine host login me password 2\n");

        Assert.Equal(new HttpCredential("me", "2"), Store().Known(new Uri("https://me@host/x")));
    }

    [NeedsFact("sh")]
    public void The_keyring_program_is_asked_by_URL_and_then_by_host()
    {
        _folder.Script("bin/keyring", """
            echo "$@" >> "$(dirname "$0")/asked"
            if [ "$2" = host ] && [ "$3" = me ]; then echo secret; elif [ "$2" = other ] && [ "$3" = --mode ]; then echo you; echo hidden; else exit 1; fi
            """);
        var store = Store(asksKeyring: true);

        Assert.Equal(new HttpCredential("me", "secret"), store.Known(new Uri("https://me@host/x")));
        Assert.Equal(new HttpCredential("you", "hidden"), store.AfterRefusal(new Uri("https://other/y"), tried: null));

        string[] asked = File.ReadAllLines((_folder / "bin/asked").ToSystemString());
        Assert.Equal(["get https://host/x me", "get host me", "get https://other/y --mode creds", "get other --mode creds"], asked);
    }

    [NeedsFact("sh")]
    public void It_is_not_asked_unless_allowed()
    {
        _folder.Script("bin/keyring", "echo secret");

        Assert.Null(Store().AfterRefusal(new Uri("https://host/x"), new HttpCredential("me", "")));
    }

    [Fact]
    public void An_index_may_always_want_some_or_never_get_any()
    {
        _folder.Write("home/.netrc", "machine host login me password 1\n");
        var store = Store(rules: [new(new Uri("https://host/a/simple"), IndexAuthentication.Always), new(new Uri("https://host/b/simple/"), IndexAuthentication.Never), new(new Uri("https://other/"), IndexAuthentication.Always)]);

        Assert.Null(store.Known(new Uri("https://host/c/")));
        Assert.Null(store.Known(new Uri("https://you:2@host/b/simple/x/")));
        Assert.Null(store.AfterRefusal(new Uri("https://host/b/simple/x/"), tried: null));
        Assert.Equal(new HttpCredential("me", "1"), store.Known(new Uri("https://host/a/simple/x/")));
        var error = Assert.Throws<UserErrorException>(() => store.Known(new Uri("https://other/x/")));
        Assert.Equal(("missing credentials for `https://other/x/`", true), (error.Message, error.IsUsage));
    }

    [Fact]
    public void A_rule_is_for_its_index_and_not_for_its_neighbour()
    {
        var rule = new AuthenticationRule(new Uri("https://me@host/simple/"), IndexAuthentication.Always);

        Assert.True(rule.IsFor(new Uri("https://host/simple")));
        Assert.True(rule.IsFor(new Uri("https://host/simple/demo/")));
        Assert.False(rule.IsFor(new Uri("https://host/simple-two/demo/")));
        Assert.False(rule.IsFor(new Uri("https://host:8443/simple/demo/")));
    }

    private CredentialStore Store(bool asksKeyring = false, IReadOnlyList<AuthenticationRule>? rules = null) => new(
        new Surroundings(new Dictionary<string, string> { ["HOME"] = (_folder / "home").ToSystemString(), ["PATH"] = (_folder / "bin").ToSystemString() + ":/usr/bin:/bin" }, _folder.Path),
        asksKeyring, rules);
}
