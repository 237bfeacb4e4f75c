using System.Security.Cryptography;
using System.Text;

namespace Kiln.Compiler.Tests.Support;

/// <summary>Compares the trees of the front end with those of CPython's own parser.</summary>
internal static class SyntaxJudge
{
    private const string Rejected = "reject";

    /// <summary>The CPythons of this machine whose syntax is proven.</summary>
    public static IEnumerable<PythonVersion> Pythons => Support.Pythons.All.Where(python => python is { IsCPython: true, Minor: 13 });

    /// <summary>
    /// The sources of which the front end made another tree than CPython, or one where CPython makes none. What it hands back is
    /// no disagreement; <paramref name="handedBack"/> counts those that CPython accepts.
    /// </summary>
    public static List<string> Disagreements(PythonVersion python, int level, IReadOnlyList<byte[]> sources, out int handedBack)
    {
        string[] expected = Ask(python, level, sources);
        Assert.Equal(sources.Count, expected.Length);
        SyntaxPipeline pipeline = new();
        Target target = new(python.Minor, python.Micro);
        List<string> found = [];
        handedBack = 0;
        for (int index = 0; index < sources.Count; index++)
        {
            Reject reject = pipeline.Run(sources[index], target, level);
            if (!reject.IsNone)
                handedBack += expected[index] == Rejected ? 0 : 1;
            else if (Convert.ToHexStringLower(SHA256.HashData(new SyntaxDump(pipeline.Tree).Dump())) != expected[index])
                found.Add($"{(expected[index] == Rejected ? "accepted" : "another tree")} ({python}, level {level}): {Encoding.UTF8.GetString(sources[index])}");
        }

        return found;
    }

    private static string[] Ask(PythonVersion python, int level, IReadOnlyList<byte[]> sources)
    {
        using MemoryStream input = new();
        foreach (byte[] source in sources)
        {
            input.Write(Encoding.ASCII.GetBytes($"{source.Length}\n"));
            input.Write(source);
        }

        string script = Resources.Read("dump.py");
        return Support.Pythons.RunText(python, script, input.ToArray(), level.ToString(System.Globalization.CultureInfo.InvariantCulture)).Split('\n');
    }
}
