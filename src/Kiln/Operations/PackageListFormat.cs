namespace Kiln.Operations;

/// <summary>How <c>kiln pip list</c> writes packages.</summary>
internal enum PackageListFormat
{
    /// <summary>A table.</summary>
    Columns,

    /// <summary><c>name==version</c></summary>
    Freeze,

    /// <summary>One JSON array.</summary>
    Json,

    /// <summary>As requirements that would install the same again: <c>kiln pip freeze</c>.</summary>
    Requirements,
}
