using Kiln.Engine.Io;

namespace Kiln.Engine.Tests.Support;

/// <summary>A folder of one test, removed behind it.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("kiln-test-").FullName;

    /// <summary>Where it is.</summary>
    public FsPath Path => FsPath.From(_root);

    public static FsPath operator /(TempFolder folder, string name) => folder.Path / name;

    /// <summary>Writes a file, and the folders above it.</summary>
    public FsPath Write(string name, string text)
    {
        var path = Path / name;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path.ToSystemString())!);
        File.WriteAllText(path.ToSystemString(), text);
        return path;
    }

    /// <summary>Makes a folder, and those above it.</summary>
    public FsPath Folder(string name)
    {
        Directory.CreateDirectory((Path / name).ToSystemString());
        return Path / name;
    }

    /// <summary>
    /// Writes an executable shell script. Another process writes it: while this one had it open, any test that starts a program at that
    /// moment would hand the open file on, and the script could not be run ("text file busy").
    /// </summary>
    public FsPath Script(string name, string body)
    {
        var path = Path / name;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path.ToSystemString())!);
        var run = Shell.Run("""printf '#!/bin/sh\n%s\n' "$2" > "$1" && chmod 755 "$1" """, path.ToSystemString(), body);
        Assert.True(run.Status?.IsSuccess);
        return path;
    }

    /// <summary>Makes a symbolic link.</summary>
    public FsPath Link(string name, FsPath target)
    {
        var path = Path / name;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path.ToSystemString())!);
        File.CreateSymbolicLink(path.ToSystemString(), target.ToSystemString());
        return path;
    }

    // The platform's own Delete cannot name what is not UTF-8.
    public void Dispose() => FileSystem.DeleteTree(Path);
}
