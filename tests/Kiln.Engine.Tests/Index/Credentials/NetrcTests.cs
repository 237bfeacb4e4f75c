using Kiln.Engine.Index.Credentials;
using Kiln.Engine.Io.Http;

namespace Kiln.Engine.Tests.Index.Credentials;

public sealed class NetrcTests
{
    [Theory]
    [InlineData("machine host login me password p", "me", "p")]
    [InlineData("# machine host login no password no\nmachine HOST\n\tuser me\n\taccount x\n\tpassword p", "me", "p")]
    [InlineData("machine other login a password b\ndefault login me password p", "me", "p")]
    [InlineData("macdef init\nmachine host login no password no\n\nmachine host login me password p", "me", "p")]
    [InlineData("machine host login me password a\\ b", "me", "a b")]
    [InlineData("machine host login me password p#1", "me", "p#1")]
    [InlineData("machine host password p", "", "p")]
    public void An_entry_is_found(string text, string user, string password) =>
        Assert.Equal(new HttpCredential(user, password), Netrc.Parse(text).Find("host", user: null));

    [Theory]
    [InlineData("")]
    [InlineData("machine")]
    [InlineData("login me password p")]
    [InlineData("machine hosts login me password p")]
    public void None_is_found(string text) => Assert.Null(Netrc.Parse(text).Find("host", user: null));
}
