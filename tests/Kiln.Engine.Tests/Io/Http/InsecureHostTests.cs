using Kiln.Engine.Io.Http;

namespace Kiln.Engine.Tests.Io.Http;

public sealed class InsecureHostTests
{
    [Theory]
    [InlineData("*", "https://any:1/", true)]
    [InlineData("host", "https://HOST/simple", true)]
    [InlineData("host", "https://host:8443/", true)]
    [InlineData("host", "https://a.host/", false)]
    [InlineData("host:8443", "https://host:8443/", true)]
    [InlineData("host:8443", "https://host/", false)]
    [InlineData("https://host", "https://host/", true)]
    [InlineData("https://host:8443", "https://host/", false)]
    [InlineData("http://host", "https://host/", false)]
    [InlineData("::1", "https://[::1]:8443/", true)]
    [InlineData("[::1]:8443", "https://[::1]:8443/", true)]
    [InlineData("[::1]:8443", "https://[::1]/", false)]
    public void A_pattern_means_a_host_on_all_ports_or_on_one(string pattern, string url, bool isMeant) =>
        Assert.Equal(isMeant, InsecureHost.IsFor(pattern, new Uri(url)));
}
