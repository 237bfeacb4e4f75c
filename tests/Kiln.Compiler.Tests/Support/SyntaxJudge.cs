using System.Security.Cryptography;
using System.Text;

namespace Kiln.Compiler.Tests.Support;

/// <summary>Compares what the stages of the front end make with what CPython makes.</summary>
internal static class SyntaxJudge
{
    private const string Rejected = "reject";

    /// <summary>The CPythons of this machine whose syntax is proven.</summary>
    public static IEnumerable<PythonVersion> Pythons => Support.Pythons.All.Where(python => python is { IsCPython: true, Minor: 13 });

    /// <summary>
    /// The sources of which the front end made another answer than CPython, or one where CPython makes none. What it hands back is
    /// no disagreement; <paramref name="handedBack"/> counts those that CPython accepts.
    /// </summary>
    public static List<string> Disagreements(JudgedStage stage, PythonVersion python, int level, IReadOnlyList<byte[]> sources, out int handedBack)
    {
        string[] expected = Ask(stage, python, level, sources);
        Assert.Equal(sources.Count, expected.Length);
        SyntaxPipeline pipeline = new();
        Target target = new(python.Minor, python.Micro);
        List<string> found = [];
        handedBack = 0;
        for (int index = 0; index < sources.Count; index++)
        {
            Reject reject = stage.Run(pipeline, sources[index], target, level);
            if (!reject.IsNone)
                handedBack += expected[index] == Rejected ? 0 : 1;
            else if (Convert.ToHexStringLower(SHA256.HashData(stage.Dump(pipeline))) != expected[index])
                found.Add($"{(expected[index] == Rejected ? "accepted" : "another answer")} ({python}, level {level}): {Encoding.UTF8.GetString(sources[index])}");
        }

        return found;
    }

    private static string[] Ask(JudgedStage stage, PythonVersion python, int level, IReadOnlyList<byte[]> sources)
    {
        using MemoryStream input = new();
        foreach (byte[] source in sources)
        {
            input.Write(Encoding.ASCII.GetBytes($"{source.Length}\n"));
            input.Write(source);
        }

        string script = Resources.Read(stage.Script);
        return Support.Pythons.RunText(python, script, input.ToArray(), level.ToString(System.Globalization.CultureInfo.InvariantCulture)).Split('\n');
    }
}
