using System.Text;
using Kiln.Engine.Io;

namespace Kiln.Engine.Interpreters;

/// <summary>The file <c>BUILD</c> in the folder of a managed Python: what tells builds of one version apart, as uv writes it.</summary>
internal static class BuildFile
{
    /// <summary>The file of a Python.</summary>
    public static FsPath In(FsPath folder) => folder / "BUILD";

    /// <summary>What it says; null where it is not there.</summary>
    public static string? Read(FsPath folder) => FileSystem.ReadAll(In(folder), out byte[] content).IsError ? null : Encoding.UTF8.GetString(content).Trim();
}
