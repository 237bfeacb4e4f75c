using Kiln.Engine.Configuration;
using Kiln.Engine.Index.Credentials;

namespace Kiln.Cli;

/// <summary>One table of <c>[[index]]</c>: a URL or path, and what is said of it.</summary>
internal sealed class IndexSetting
{
    private static readonly Choice<bool> Formats = new(("simple", false), ("flat", true));

    private static readonly Choice<IndexAuthentication> Authentications = new(
        ("auto", IndexAuthentication.Auto), ("always", IndexAuthentication.Always), ("never", IndexAuthentication.Never));

    /// <summary>Reads the table.</summary>
    public IndexSetting(Func<string, SettingValue?> table)
    {
        Url = table("url")?.ToLocation() ?? "";
        Name = table("name")?.ToText();
        IsDefault = table("default")?.ToBoolean() ?? false;
        IsExplicit = table("explicit")?.ToBoolean() ?? false;
        IsFlat = table("format") is { } format && Formats.Parse(format);
        if (table("authenticate") is { } authenticate)
            Authentication = Authentications.Parse(authenticate);
        if (Name is not null && !Name.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'))
            throw table("name")!.Error("letters, digits, `-`, `_` and `.`");
        if (IsExplicit && Name is null)
            throw table("explicit")!.Error("`false` for an index without `name`: nothing could ask for it");
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

    /// <summary>Whether credentials are sent to it.</summary>
    public IndexAuthentication Authentication { get; }

    /// <summary>The same for all of its pages; null where nothing was said, or for a folder.</summary>
    public AuthenticationRule? Rule => Authentication != IndexAuthentication.Auto && Uri.TryCreate(Url, UriKind.Absolute, out var url) && !url.IsFile
        ? new AuthenticationRule(url, Authentication) : null;

    /// <summary>As <c>--index</c> has it: a URL, or <c>name=URL</c>.</summary>
    public override string ToString() => Name is null ? Url : $"{Name}={Url}";
}
