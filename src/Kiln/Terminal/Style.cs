namespace Kiln.Terminal;

/// <summary>The few colours that Kiln prints; never the only carrier of a meaning.</summary>
internal static class Style
{
    /// <summary>Of the word "error".</summary>
    public const string Error = "\e[1;31m";

    /// <summary>Of the word "warning".</summary>
    public const string Warning = "\e[1;33m";

    /// <summary>Of the word "hint".</summary>
    public const string Hint = "\e[1;36m";

    /// <summary>Of what counts in a line.</summary>
    public const string Bold = "\e[1m";

    /// <summary>Of what is said in passing.</summary>
    public const string Dim = "\e[2m";

    /// <summary>Of a bar's done part, and of what is well.</summary>
    public const string Good = "\e[32m";

    /// <summary>Of a file's or folder's place.</summary>
    public const string Path = "\e[36m";

    /// <summary>Ends any of them.</summary>
    public const string Reset = "\e[0m";
}
