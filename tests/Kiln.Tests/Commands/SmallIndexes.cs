using System.Security.Cryptography;
using System.Text;
using Kiln.Engine.Tests.Support;

namespace Kiln.Tests.Commands;

/// <summary>Three indexes that have all that makes choosing hard: yanked files, pre-releases, local versions, upload times, one name in several of them.</summary>
internal static class SmallIndexes
{
    /// <summary>The indexes of a server at this URL.</summary>
    public static SmallIndex[] At(string server) =>
    [
        Make("one",
            new("plain", "1.0"), new("plain", "2.0"), new("plain", "2.1") { Yanked = "broken" }, new("plain", "3.0rc1"),
            new("early", "1.0a1"), new("early", "1.0a2"), new("wantearly", "1.0") { Requires = ["early"] },
            new("mixed", "1.0"), new("mixed", "2.0b1"), new("mixed", "2.0b2"), new("wantpre", "1.0") { Requires = ["mixed>=2.0b1"] }, new("wantmixed", "1.0") { Requires = ["mixed"] },
            new("onlydev", "1.0.dev3"), new("same", "1.0"), new("same", "1.0.0.post1"), new("same", "1.1.dev1"),
            new("local", "0.9"), new("local", "1.0"), new("local", "1.0+cpu"), new("local", "1.0+cpu.2"), new("onlylocal", "2.0+gpu"),
            new("wantlocal", "1.0") { Requires = ["local==1.0"] }, new("wantcpu", "1.0") { Requires = ["local==1.0+cpu"] },
            new("dated", "1.0") { UploadTime = "2020-01-01T00:00:00Z" }, new("dated", "2.0") { UploadTime = "2024-01-01T00:00:00.5Z" }, new("dated", "3.0"),
            new("twofiles", "1.0") { UploadTime = "2020-01-01T00:00:00Z" }, new("twofiles", "1.0") { UploadTime = "2024-01-01T00:00:00Z", Tag = "cp312-cp312-win_amd64" },
            new("shared", "1.0"), new("needy", "1.0") { Requires = ["plain<2", "shared"] }, new("deep", "1.0") { Requires = ["other"] },
            new("gone", "1.0") { Yanked = "all of it" }, new("half", "1.0"), new("half", "2.0") { Yanked = "" },
            new("wanthalf", "1.0") { Requires = ["half==2.0"] }, new("wantnew", "1.0") { Requires = ["half>=2.0"] },
            new("byurl", "1.0") { Requires = [$"plain @ {server}one/files/plain-1.0-py3-none-any.whl"] }, new("viaurl", "1.0") { Requires = ["byurl"] }),
        Make("two",
            new("shared", "2.0"), new("other", "1.0") { Requires = ["shared"] }, new("plain", "1.5"), new("early", "1.0"), new("mixed", "1.5"), new("local", "1.0+rocm"), new("half", "2.5"),
            new("inner", "1.0") { Requires = ["shared"] }),
        Make("three", new("shared", "3.0"), new("plain", "4.0a1"), new("plain", "1.2")),
    ];

    /// <summary>The hashes that pages tell are those of names: how a wheel is packed may differ from one .NET to the next.</summary>
    private static SmallIndex Make(string folder, params SmallWheel[] wheels) =>
        new(folder, [.. wheels.Select(wheel => wheel with { ToldHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{folder}/{wheel.FileName}"))) })]);
}
