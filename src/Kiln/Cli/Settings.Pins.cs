using Kiln.Engine.Configuration;
using Kiln.Engine.Io;

namespace Kiln.Cli;

/// <content>Those of <c>kiln pip compile</c>.</content>
internal sealed partial class Settings
{
    /// <summary>The file to write.</summary>
    public FsPath? OutputFile => files.Find("output-file")?.ToPath();

    /// <summary>With the extras that are wanted.</summary>
    public bool? KeepsExtras => Flag("no-strip-extras");

    /// <summary>With the conditions under which each is needed.</summary>
    public bool? KeepsMarkers => Flag("no-strip-markers");

    /// <summary>Without telling who wanted each.</summary>
    public bool? HasNoAnnotations => Flag("no-annotate");

    /// <summary>Without the command that made the file.</summary>
    public bool? HasNoHeader => Flag("no-header");

    /// <summary>How it is told who wanted each.</summary>
    public SettingValue? AnnotationStyle => files.Find("annotation-style");

    /// <summary>The command that made the file.</summary>
    public string? CompileCommand => Text("custom-compile-command");

    /// <summary>With hashes.</summary>
    public bool? GeneratesHashes => Flag("generate-hashes");

    /// <summary>For all platforms at once.</summary>
    public bool? IsUniversal => Flag("universal");

    /// <summary>Packages that are not listed.</summary>
    public IReadOnlyList<string> UnlistedPackages => Texts("no-emit-package");

    /// <summary>With the indexes.</summary>
    public bool? EmitsIndexUrls => Flag("emit-index-url");

    /// <summary>With the folders and pages of wheels.</summary>
    public bool? EmitsFindLinks => Flag("emit-find-links");

    /// <summary>With what was said of wheels and sources.</summary>
    public bool? EmitsBuildOptions => Flag("emit-build-options");

    /// <summary>With the environment that the pins are good for.</summary>
    public bool? EmitsMarkerExpression => Flag("emit-marker-expression");

    /// <summary>With the index of each.</summary>
    public bool? EmitsIndexAnnotations => Flag("emit-index-annotation");
}
