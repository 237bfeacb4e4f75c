using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>
/// The file name in code objects. Without rewriting: the absolute path, as the interpreter sees it at import.
/// With it: what compileall's <c>-s</c> and <c>-p</c> make of the path as it was given (Lib/compileall.py: compile_file, 3.13).
/// </summary>
internal static class RecordedName
{
    /// <summary>The recorded name of a folder that lies <paramref name="below"/> bytes deep in the root <paramref name="given"/>.</summary>
    public static FsPath OfFolder(FsPath path, FsPath given, ReadOnlySpan<byte> below, BytecodeOptions options)
    {
        if (options.StripPrefix.IsEmpty && options.PrependPrefix.IsEmpty)
            return path;
        var name = below.IsEmpty ? given : given.Append(below);
        if (!options.StripPrefix.IsEmpty && name.IsWithin(options.StripPrefix))
        {
            var rest = name.Bytes[options.StripPrefix.Length..];
            name = FsPath.FromBytes(rest.TrimStart((byte)'/'));
        }
        return options.PrependPrefix.IsEmpty ? name : options.PrependPrefix.Append(name.Bytes);
    }
}
