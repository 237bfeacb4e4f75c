using System.Text;
using Kiln.Engine;
using Kiln.Engine.Io;

namespace Kiln.Operations.Pythons;

/// <summary>The user's shell: how it adds a folder to PATH, and the files that it reads at its start.</summary>
/// <param name="Name"><c>bash</c>, <c>zsh</c>, <c>ksh</c>, <c>fish</c>, <c>csh</c>, <c>powershell</c>, <c>cmd</c>, <c>nu</c></param>
internal sealed record UserShell(string Name)
{
    /// <summary>The shell that the environment variables tell of; null where they tell of none that is known.</summary>
    public static UserShell? Find(Surroundings surroundings) => ActivationCommand.ShellOf(surroundings) switch
    {
        "tcsh" => new UserShell("csh"),
        ("bash" or "zsh" or "ksh" or "fish" or "csh" or "powershell" or "cmd" or "nu") and var name => new UserShell(name),
        _ => null,
    };

    /// <summary>"Bash", as messages name it.</summary>
    public string DisplayName => Name switch { "powershell" => "PowerShell", "cmd" => "Command Prompt", "nu" => "Nushell", _ => char.ToUpperInvariant(Name[0]) + Name[1..] };

    /// <summary>The command that puts a folder first on PATH; null for shells whose way is not known.</summary>
    public string? PrependCommand(FsPath folder)
    {
        string quoted = folder.ToSystemString().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return Name switch
        {
            "bash" or "zsh" or "ksh" => $"export PATH=\"{quoted}:$PATH\"",
            "fish" => $"fish_add_path \"{quoted}\"",
            "csh" => $"setenv PATH \"{quoted}:$PATH\"",
            "powershell" => $"$env:PATH = \"{folder.ToSystemString()};$env:PATH\"",
            "cmd" => $"set PATH=\"{folder.ToSystemString()};%PATH%\"",
            _ => null,
        };
    }

    /// <summary>The files to change; rustup's and uv's choice of them.</summary>
    public IReadOnlyList<FsPath> FilesIn(Surroundings surroundings)
    {
        if (surroundings.Home is not { } home)
            return [];
        return Name switch
        {
            // Login shells read one of these only, others the second file.
            "bash" => [FirstFile(home / ".bash_profile", home / ".bash_login", home / ".profile") ?? home / ".bash_profile", home / ".bashrc"],
            "ksh" => [home / ".profile", home / ".kshrc"],
            "zsh" => [OfZsh(surroundings, home)],
            "fish" => [(surroundings.PathVariable("XDG_CONFIG_HOME") ?? home / ".config") / "fish" / "config.fish"],
            "csh" => [home / ".cshrc", home / ".login"],
            _ => [],
        };
    }

    /// <summary>Adds the command to a file that does not have it; true if the file was changed, <paramref name="isNew"/> if it was made.</summary>
    public static bool AddTo(FsPath file, string command, out bool isNew)
    {
        isNew = !FileSystem.Exists(file);
        string text = FileSystem.ReadAll(file, out byte[] content).IsError ? "" : Encoding.UTF8.GetString(content);
        if (text.Split('\n').Any(line => line.TrimEnd('\r') == command))
            return false;
        string gap = text.Length == 0 || text.EndsWith('\n') ? "" : "\n";
        // Links to a user's files elsewhere stay links.
        var real = isNew ? file : FileSystem.RealPath(file);
        var error = FileSystem.MakeFolders(real.Parent);
        error = error.IsError ? error : FileSystem.ReplaceAll(real, [.. content, .. Encoding.UTF8.GetBytes($"{gap}{(isNew ? "" : "\n")}# kiln\n{command}\n")]);
        return error.IsError ? throw UserErrorException.ForFile("write", file, error) : true;
    }

    private static FsPath OfZsh(Surroundings surroundings, FsPath home)
    {
        var chosen = surroundings.PathVariable("ZDOTDIR");
        FsPath[] files = chosen is { } folder ? [folder / ".zshenv", home / ".zshenv"] : [home / ".zshenv"];
        return FirstFile(files) ?? files[0];
    }

    private static FsPath? FirstFile(params FsPath[] files) => files.Where(FileSystem.IsFile).Cast<FsPath?>().FirstOrDefault();
}
