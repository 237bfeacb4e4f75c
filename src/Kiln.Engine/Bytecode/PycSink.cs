using Kiln.Compiler.Pyc;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>Writes the code that a compiler gives into a <c>.pyc</c>, header first. It remembers the first refusal and swallows the rest.</summary>
internal sealed class PycSink(PycWriter writer) : ICodeSink
{
    private readonly byte[] _header = new byte[PycHeader.SizeBytes];
    private SourceFolder _folder = null!;
    private uint _sourceMode;
    private bool _isBegun;

    /// <summary>Why the file could not be written.</summary>
    public FileError Error { get; private set; }

    /// <summary>True if the last commit failed for its staging folder only: the file can be made again, in place.</summary>
    public bool HasLostStaging => writer.HasLostStaging;

    /// <summary>Makes ready for a file.</summary>
    public void Start(SourceFolder folder, uint sourceMode, PycHeader header)
    {
        _folder = folder;
        _sourceMode = sourceMode;
        header.WriteTo(_header);
        _isBegun = false;
        Error = default;
    }

    /// <inheritdoc/>
    public void Add(ReadOnlySpan<byte> part)
    {
        if (Error.IsError)
            return;
        if (_isBegun)
        {
            Error = writer.Write(part);
            return;
        }
        Error = writer.Begin(_folder, _sourceMode);
        _isBegun = !Error.IsError;
        if (_isBegun)
            Error = writer.Write(_header, part);
    }

    /// <summary>Puts the file in its place under this name, with its NUL.</summary>
    public FileError Commit(ReadOnlySpan<byte> name)
    {
        if (Error.IsError)
            Abort();
        else
            Error = writer.Commit(name);
        _isBegun = false;
        return Error;
    }

    /// <summary>Throws away what was written.</summary>
    public void Abort()
    {
        if (_isBegun)
            writer.Abort();
        _isBegun = false;
    }
}
