namespace Kiln.Engine.Managed;

/// <summary>What became of a standard library that was to be compiled.</summary>
public enum LibraryEnd
{
    /// <summary>It was compiled, or is current; files that failed are in the report.</summary>
    Done,

    /// <summary>This kind of Python has none that can be compiled (Pyodide's is a zip archive).</summary>
    NotOfFiles,

    /// <summary>The Python says that its library lies outside of its own folder, where nothing is written.</summary>
    Outside,

    /// <summary>The Python does not work.</summary>
    Broken,
}
