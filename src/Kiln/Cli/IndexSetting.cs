using Kiln.Engine.Configuration;

namespace Kiln.Cli;

/// <summary>One table of <c>[[index]]</c>: a URL or path, and what is said of it.</summary>
internal sealed class IndexSetting
{
    /// <summary>Reads the table.</summary>
    public IndexSetting(Func<string, SettingValue?> table)
    {
        Url = table("url")?.ToLocation() ?? "";
        Name = table("name")?.ToText();
        IsDefault = table("default")?.ToBoolean() ?? false;
        IsExplicit = table("explicit")?.ToBoolean() ?? false;
        IsFlat = table("format")?.ToText() == "flat";
    }

    /// <summary>The URL, or an absolute path.</summary>
    public string Url { get; }

    /// <summary>Its name; null for none.</summary>
    public string? Name { get; }

    /// <summary>It takes the place of the usual index.</summary>
    public bool IsDefault { get; }

    /// <summary>It is asked only for packages that name it.</summary>
    public bool IsExplicit { get; }

    /// <summary>It is a folder or page of files rather than an index.</summary>
    public bool IsFlat { get; }

    /// <summary>As <c>--index</c> has it: a URL, or <c>name=URL</c>.</summary>
    public override string ToString() => Name is null ? Url : $"{Name}={Url}";
}
