using System.Text;
using Kiln.Engine.Io;

namespace Kiln.Engine.Managed;

/// <summary>
/// Makes an unpacked tree the Python of its place: what names the place it was built at is changed, installers are told to keep off, and it can be called
/// <c>python</c>. Done before the tree is seen, and again for one that is there: what is right already is not touched, so that bytecode stays valid.
/// </summary>
internal sealed class PythonFinish(ManagedPython python, FsPath root)
{
    private static readonly byte[] Marker =
        "[externally-managed]\nError=This Python installation is managed by Kiln and should not be modified.\n"u8.ToArray();

    /// <summary>Where things are while the tree is not at its place yet.</summary>
    private FsPath Library => new ManagedPython(root, python.Key).StandardLibrary;

    private bool IsPyodide => python.Key.Implementation == "pyodide";

    /// <summary>Does it all; a <see cref="UserErrorException"/> where that cannot be.</summary>
    public void Apply()
    {
        LinkPrograms();
        if (IsPyodide)
            return;
        // Whoever put a marker there has said it already.
        if (!FileSystem.Exists(Library / "EXTERNALLY-MANAGED"))
            Write(Library / "EXTERNALLY-MANAGED", Marker);
        if (!python.Key.IsCPython || python.IsForWindows)
            return;
        foreach (var file in FilesIn(Library, "_sysconfigdata_"u8, ".py"u8))
            Change(file, text => Moved(text));
        foreach (var file in FilesIn(root / "lib" / "pkgconfig", default, ".pc"u8))
            Change(file, Relative);
    }

    /// <summary>PEP 394 allows the name <c>python</c>; older archives do not have it.</summary>
    private void LinkPrograms()
    {
        if (python.IsForWindows)
            return;
        var scripts = root / "bin";
        if (IsPyodide)
        {
            _ = FileSystem.MakeFolder(scripts);
            Link(scripts / python.ExecutableName, "../python");
        }
        if (FileSystem.Stat(scripts / python.ExecutableName, follow: true, out var status).IsError || status.Kind != FileKind.File)
        {
            throw new UserErrorException($"{python.Key} has no `{(scripts / python.ExecutableName).ToString()[(root.Length + 1)..]}`")
            {
                Hint = "the archive holds another Python than the list of downloads says",
            };
        }
        Link(scripts / "python", python.ExecutableName);
    }

    private static void Link(FsPath path, string target)
    {
        var error = SymbolicLink.Make(path, FsPath.From(target));
        if (error.IsError && error.Fault != FileFault.Exists)
            throw UserErrorException.ForFile("make the link", path, error);
    }

    private string Moved(string text)
    {
        if (SysconfigData.Parse(text) is not { } data)
            return text;
        // A tree that is not at its place yet has its root there; one that is there may have it deeper down.
        data.MoveTo((FileSystem.IsSame(python.Folder, root) || root.IsWithin(python.Folder) ? root : python.Folder).ToSystemString());
        return data.ToString();
    }

    /// <summary>Newer archives have this already: a prefix that is meant from where the file lies.</summary>
    private static string Relative(string text) =>
        string.Join('\n', text.Split('\n').Select(static line =>
            line.Split('=', 2) is [var name, "/install"] && name.All(char.IsAsciiLetter) ? $"{name}=${{pcfiledir}}/../.." : line));

    private static void Change(FsPath file, Func<string, string> change)
    {
        if (FileSystem.ReadAll(file, out byte[] content).IsError)
            return;
        byte[] changed = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(content)));
        if (!content.AsSpan().SequenceEqual(changed))
            Write(file, changed);
    }

    private static List<FsPath> FilesIn(FsPath folder, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> suffix)
    {
        var found = new List<FsPath>();
        if (FolderHandle.Open(folder, follow: true, out var handle).IsError)
            return found;
        var entries = new FolderEntries();
        using (handle!)
            _ = handle!.List(entries);
        for (int i = 0; i < entries.Count; i++)
        {
            var path = folder.Append(entries.Name(i));
            if (entries.Name(i).StartsWith(prefix) && entries.Name(i).EndsWith(suffix)
                && !FileSystem.Stat(path, follow: false, out var status).IsError && status.Kind == FileKind.File)
                found.Add(path);
        }
        return found;
    }

    private static void Write(FsPath file, ReadOnlySpan<byte> content)
    {
        var error = FileSystem.ReplaceAll(file, content);
        if (error.IsError)
            throw UserErrorException.ForFile("write", file, error);
    }
}
