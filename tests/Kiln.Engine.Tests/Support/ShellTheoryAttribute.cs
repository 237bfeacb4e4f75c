using Kiln.Engine.Io;

namespace Kiln.Engine.Tests.Support;

/// <summary>A theory that needs a shell or another program on PATH, and a Python: skipped, visibly, where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ShellTheoryAttribute : TheoryAttribute
{
    public ShellTheoryAttribute(string program)
    {
        if (Find(program) is null)
            Skip = $"needs {program}: it is not on PATH";
        else if (Pythons.Supported.Count == 0)
            Skip = "needs python: none from 3.8 on was found (set KILN_TEST_PYTHONS)";
    }

    /// <summary>The program's place on PATH; null where it is not.</summary>
    public static FsPath? Find(string program)
    {
        foreach (string folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            string path = Path.Combine(folder, program);
            if (File.Exists(path))
                return FsPath.From(path);
        }
        return null;
    }
}
