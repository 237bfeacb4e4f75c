using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>The bytecode of a whole wheel, made by one compiler; what of it still holds is found out file by file.</summary>
public sealed class KeptWheel
{
    internal KeptWheel(FsPath folder, IReadOnlyList<KeptPyc> pycs)
    {
        Folder = folder;
        Pycs = pycs;
    }

    internal FsPath Folder { get; }

    internal IReadOnlyList<KeptPyc> Pycs { get; }

    /// <summary>Size of all its files together.</summary>
    internal long SizeBytes => Pycs.Sum(pyc => pyc.SizeBytes);
}
