using Kiln.Engine;
using Kiln.Engine.Io;

namespace Kiln.Operations;

/// <summary>What to type in the user's shell to make an environment the one in use.</summary>
internal static class ActivationCommand
{
    private const string SafeSymbols = "/._-+=:,@%";

    /// <summary>The command, for the shell that the environment variables tell of; null where they tell of none.</summary>
    public static string? Find(Surroundings surroundings, FsPath scripts, bool isRelocatable) => ShellOf(surroundings) switch
    {
        "bash" or "zsh" or "ksh" => $"source {Quoted(scripts / "activate")}",
        "fish" => $"source {Quoted(scripts / "activate.fish")}",
        "nu" => $"overlay use {Quoted(scripts / "activate.nu")}",
        "csh" or "tcsh" => isRelocatable ? null : $"source {Quoted(scripts / "activate.csh")}",
        "powershell" => WindowsPath(scripts / "activate", call: "& "),
        "cmd" => WindowsPath(scripts / "activate", call: ""),
        _ => null,
    };

    /// <summary>By what each shell sets for itself, then by the login shell.</summary>
    public static string? ShellOf(Surroundings surroundings)
    {
        if (surroundings.Variable("NU_VERSION") is not null)
            return "nu";
        if (surroundings.Variable("FISH_VERSION") is not null)
            return "fish";
        if (surroundings.Variable("BASH_VERSION") is not null)
            return "bash";
        if (surroundings.Variable("ZSH_VERSION") is not null)
            return "zsh";
        if (surroundings.Variable("KSH_VERSION") is not null)
            return "ksh";
        if (surroundings.Variable("SHELL") is { } shell)
            return Path.GetFileNameWithoutExtension(shell);
        return !OperatingSystem.IsWindows() ? null : surroundings.Variable("PROMPT") is null ? "powershell" : "cmd";
    }

    private static string Quoted(FsPath path)
    {
        string text = path.ToString();
        return text.All(static letter => char.IsLetterOrDigit(letter) || SafeSymbols.Contains(letter, StringComparison.Ordinal))
            ? text : $"'{text.Replace("'", "'\"'\"'", StringComparison.Ordinal)}'";
    }

    private static string WindowsPath(FsPath path, string call)
    {
        string text = path.ToString().Replace('/', '\\');
        return text.Contains(' ', StringComparison.Ordinal) ? $"{call}\"{text}\"" : text;
    }
}
