using Kiln.Engine.Io.Http;

namespace Kiln.Engine.Tests.Io.Http;

public sealed class EnvironmentProxyTests
{
    [Theory]
    [InlineData("https://host/", "HTTPS_PROXY=http://p:1", "http://p:1/")]
    [InlineData("http://host/", "HTTPS_PROXY=http://p:1", null)]
    [InlineData("http://host/", "HTTP_PROXY=p:1", "http://p:1/")]
    [InlineData("http://host/", "HTTP_PROXY=p:1 REQUEST_METHOD=GET", null)]
    [InlineData("http://host/", "HTTP_PROXY=p:1 http_proxy=q:2", "http://q:2/")]
    [InlineData("https://host/", "ALL_PROXY=socks5h://p:1", "socks5://p:1")]
    [InlineData("https://host/", "ALL_PROXY=p:1 NO_PROXY=*", null)]
    [InlineData("https://a.host/", "ALL_PROXY=p:1 NO_PROXY=x,host", null)]
    [InlineData("https://a.host/", "ALL_PROXY=p:1 NO_PROXY=.host", null)]
    [InlineData("https://ahost/", "ALL_PROXY=p:1 NO_PROXY=host", "http://p:1/")]
    [InlineData("https://host:8/", "ALL_PROXY=p:1 NO_PROXY=host:8", null)]
    [InlineData("https://host:9/", "ALL_PROXY=p:1 NO_PROXY=host:8", "http://p:1/")]
    [InlineData("https://10.1.2.3/", "ALL_PROXY=p:1 NO_PROXY=10.0.0.0/8", null)]
    [InlineData("https://11.1.2.3/", "ALL_PROXY=p:1 NO_PROXY=10.0.0.0/8", "http://p:1/")]
    [InlineData("https://[::1]/", "ALL_PROXY=p:1 NO_PROXY=::1", null)]
    public void The_environment_names_the_proxy_of_a_URL(string url, string environment, string? expected)
    {
        var variables = environment.Split(' ').Select(static each => each.Split('=', 2)).ToDictionary(static each => each[0], static each => each[1]);

        var proxy = EnvironmentProxy.Read(variables.GetValueOrDefault, new ProxySettings());

        bool isUsed = proxy is not null && !proxy.IsBypassed(new Uri(url));
        Assert.Equal(expected is null ? null : new Uri(expected), isUsed ? proxy!.GetProxy(new Uri(url)) : null);
    }

    [Theory]
    [InlineData("http://host/", "", "http://file:1/")]
    [InlineData("https://host/", "", "http://file:2/")]
    [InlineData("https://host/", "HTTPS_PROXY=p:1", "http://p:1/")]
    [InlineData("https://host/", "ALL_PROXY=p:1", "http://p:1/")]
    [InlineData("https://inner/", "", null)]
    [InlineData("https://inner/", "NO_PROXY=host", "http://file:2/")]
    public void The_environment_weighs_more_than_files(string url, string environment, string? expected)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static each => each.Split('=', 2)).ToDictionary(static each => each[0], static each => each[1]);

        var proxy = EnvironmentProxy.Read(variables.GetValueOrDefault, new ProxySettings { Http = "file:1", Https = "file:2", Exceptions = ["far", "inner"] })!;

        Assert.Equal(expected is null ? null : new Uri(expected), proxy.IsBypassed(new Uri(url)) ? null : proxy.GetProxy(new Uri(url)));
    }
}
