namespace Kiln.Tests.Support;

/// <summary>An installation of Python that says that its system manages it (PEP 668): a copied executable, and a library of links to the real one's.</summary>
internal static class ManagedPython
{
    /// <summary>Makes one in a folder.</summary>
    public static void Make(string folder)
    {
        string real = Path.GetDirectoryName(Path.GetDirectoryName(new FileInfo(Python312.Executable!).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Python312.Executable!)!)!;
        string library = Path.Combine(folder, "lib", "python3.12");
        Directory.CreateDirectory(Path.Combine(library, "site-packages"));
        Directory.CreateDirectory(Path.Combine(folder, "bin"));
        foreach (string entry in Directory.EnumerateFileSystemEntries(Path.Combine(real, "lib", "python3.12")).Where(static entry => Path.GetFileName(entry) != "site-packages"))
            File.CreateSymbolicLink(Path.Combine(library, Path.GetFileName(entry)), entry);
        File.WriteAllText(Path.Combine(library, "EXTERNALLY-MANAGED"), "[externally-managed]\nError=Use another one.\n");
        // Another process copies it: while this one had it open for writing, no test could start it ("text file busy").
        Assert.Equal(0, ProcessRun.Of("cp", [Path.Combine(real, "bin", "python3.12"), Path.Combine(folder, "bin", "python3.12")]).ExitCode);
    }
}
