using Kiln.Engine.Io;

namespace Kiln.Engine.Environments;

/// <summary>The folder in which an environment is to be made, and what may be done with what is there. Words and exit codes are uv's.</summary>
internal sealed class EnvironmentPlace(FsPath root, ExistingFolder existing)
{
    /// <summary>Refuses a place that is taken; changes nothing.</summary>
    public void RequireUsable()
    {
        var error = FileSystem.Stat(root, follow: true, out var status);
        if (error.Fault == FileFault.NotFound)
            return;
        Require("look at", root, error);
        if (status.Kind != FileKind.Folder)
            throw Failed($"{(status.Kind == FileKind.File ? "a file" : "something that is no folder")} exists at `{root}`", hint: null);
        // Asked before and after the folder is listed: another run may be making it just now, or clearing it.
        bool isEnvironment = IsEnvironment;
        if (existing is ExistingFolder.Keep or ExistingFolder.ClearAnything || Entries().Count == 0 || IsUnfinished)
            return;
        isEnvironment |= IsEnvironment;
        if (existing == ExistingFolder.Refuse)
        {
            string kind = isEnvironment ? "virtual environment" : "directory";
            throw Failed($"a {kind} already exists at `{root}`", $"use the `--clear` flag or set `KILN_VENV_CLEAR=1` to replace the existing {kind}");
        }
        if (!isEnvironment)
            throw Failed($"`{root}` is not a virtual environment, and is not cleared", "use the `--force` flag to remove the existing directory anyway");
    }

    /// <summary>Empties the folder where that was asked for, or where a killed run left something unfinished. Its lock is held.</summary>
    public void Clear()
    {
        foreach (byte[] name in Names().Where(static name => TemporaryName.IsOne(name)))
            _ = FileSystem.Delete(root.Append(name));
        if (existing is ExistingFolder.ClearEnvironment or ExistingFolder.ClearAnything || (IsUnfinished && existing != ExistingFolder.Keep))
            Require("clear", root, Empty());
    }

    /// <summary>Empties the folder as far as that can be done.</summary>
    public void TryEmpty() => _ = Empty();

    /// <summary>Throws the error of something that could not be done while making an environment.</summary>
    public static void Require(string action, FsPath path, FileError error)
    {
        if (error.IsError)
            throw Failed($"cannot {action} `{path}`: {error.Reason}", hint: null);
    }

    private bool IsEnvironment => VirtualEnvironmentBuilder.IsEnvironment(root);

    private bool IsUnfinished => PyvenvConfig.IsUnfinished(root);

    /// <summary>
    /// pyvenv.cfg goes last, so that a failure in the middle leaves what is still known as an environment; the lock stays, since it is held.
    /// </summary>
    private FileError Empty()
    {
        foreach (byte[] name in Names().OrderBy(static name => name.AsSpan().SequenceEqual("pyvenv.cfg"u8)))
        {
            var path = root.Append(name);
            bool isFolder = !FileSystem.Stat(path, follow: false, out var status).IsError && status.Kind == FileKind.Folder;
            var error = isFolder ? FileSystem.DeleteTree(path) : FileSystem.Delete(path);
            if (error.IsError && error.Fault != FileFault.NotFound)
                return error;
        }
        return FileError.None;
    }

    /// <summary>What is there already. A file that is just being written, or was when its run was killed, does not count.</summary>
    private List<byte[]> Entries() => [.. Names().Where(static name => !TemporaryName.IsOne(name))];

    /// <summary>The names in the folder, but for the lock.</summary>
    private List<byte[]> Names()
    {
        var names = new List<byte[]>();
        var entries = new FolderEntries();
        var error = FolderHandle.Open(root, follow: true, out var folder);
        if (!error.IsError)
        {
            using (folder)
                error = folder!.List(entries);
        }
        Require("read the folder", root, error);
        for (int i = 0; i < entries.Count; i++)
        {
            if (!entries.Name(i).SequenceEqual(".lock"u8))
                names.Add(entries.Name(i).ToArray());
        }
        return names;
    }

    private static UserErrorException Failed(string message, string? hint) => new(message) { Hint = hint, IsUsage = true };
}
