namespace Kiln.Tests.Support;

/// <summary>Compares text with what was accepted before. <c>ACCEPT=1 ./test</c> accepts what there is now; review the diff.</summary>
internal static class Snapshot
{
    public static void Match(string text, string name)
    {
        string accepted = Repository.Path("tests", "Kiln.Tests", "Snapshots", name + ".txt");
        text = text.TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(accepted)!);
            File.WriteAllText(accepted, text);
        }

        string expected = File.Exists(accepted) ? File.ReadAllText(accepted) : "";
        if (expected != text)
            File.WriteAllText(Path.ChangeExtension(accepted, ".received.txt"), text);
        Assert.Equal(expected, text);
    }
}
