using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Kiln.Engine.Tests.Support;
using Kiln.Tests.Support;

namespace Kiln.Tests.Runs;

/// <summary>The program against a real nginx with TLS, its own authority, and basic authentication.</summary>
public sealed class NginxTests : IDisposable
{
    private const string Name = "demo-1.0-py3-none-any.whl";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [NeedsFact("nginx")]
    public void A_page_and_its_wheel_come_through_TLS_for_those_who_may()
    {
        int port = FreePort();
        WriteSite();
        string configuration = WriteConfiguration(port);
        Assert.Equal(0, ProcessRun.Of("nginx", ["-c", configuration]).ExitCode);
        try
        {
            string page = $"https://localhost:{port}/links/";
            File.WriteAllText(InFolder(".netrc"), "machine localhost login me password secret\n");

            var stranger = Install(page, ("HOME", InFolder("nobody")), ("SSL_CERT_FILE", InFolder("authority.pem")));
            var trusting = Install(page, ("HOME", _folder.Path));
            var known = Install(page, ("HOME", _folder.Path), ("SSL_CERT_FILE", InFolder("authority.pem")));

            Assert.Equal((2, 2, 0), (stranger.ExitCode, trusting.ExitCode, known.ExitCode));
            Assert.Contains("the server answered 401", stranger.Messages, StringComparison.Ordinal);
            Assert.Contains("signed by an authority that is not trusted here", trusting.Messages, StringComparison.Ordinal);
            Assert.True(File.Exists(InFolder("target/demo.py")));
            Assert.Contains("HTTP/2.0\" 200", File.ReadAllText(InFolder("access.log")), StringComparison.Ordinal);
        }
        finally
        {
            _ = ProcessRun.Of("nginx", ["-c", configuration, "-s", "stop"]);
        }
    }

    private ProcessRun Install(string page, params (string Name, string Value)[] variables) => ProcessRun.Of(
        ProcessRun.Kiln,
        ["pip", "install", "--no-index", "--find-links", page, "-p", Pythons.Supported[0], "--target", InFolder("target"), "demo"],
        _folder.Path,
        new(variables.Select(static each => KeyValuePair.Create(each.Name, each.Value))) { ["KILN_CACHE_DIR"] = InFolder("cache"), ["NO_PROXY"] = "*" });

    private void WriteSite()
    {
        Directory.CreateDirectory(InFolder("site/links"));
        new WheelBuilder().Add("demo.py", "x = 1\n").Write(Kiln.Engine.Io.FsPath.From(InFolder("site/files")));
        File.WriteAllText(InFolder("site/links/index.html"), $"<a href='../files/{Name}'>demo</a>");
        using var certificate = Certificates.ForLoopback();
        File.WriteAllText(InFolder("server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(InFolder("server.key"), certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(InFolder("authority.pem"), Certificates.Authority.ExportCertificatePem());
        File.WriteAllText(InFolder("users"), "me:{PLAIN}secret\n");
    }

    /// <summary>It forks once its port is open: when the command has ended, questions are answered.</summary>
    private string WriteConfiguration(int port)
    {
        string user = Environment.IsPrivilegedProcess ? "user root;" : "";
        File.WriteAllText(InFolder("nginx.conf"), $$"""
            {{user}}
            pid {{InFolder("nginx.pid")}};
            error_log {{InFolder("error.log")}};
            events {}
            http {
                access_log {{InFolder("access.log")}};
                client_body_temp_path {{InFolder("body")}};
                proxy_temp_path {{InFolder("proxy")}};
                fastcgi_temp_path {{InFolder("fastcgi")}};
                uwsgi_temp_path {{InFolder("uwsgi")}};
                scgi_temp_path {{InFolder("scgi")}};
                types { text/html html; }
                server {
                    listen 127.0.0.1:{{port}} ssl http2;
                    ssl_certificate {{InFolder("server.pem")}};
                    ssl_certificate_key {{InFolder("server.key")}};
                    root {{InFolder("site")}};
                    auth_basic "packages";
                    auth_basic_user_file {{InFolder("users")}};
                }
            }
            """);
        return InFolder("nginx.conf");
    }

    private string InFolder(string name) => Path.Combine(_folder.Path, name);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
