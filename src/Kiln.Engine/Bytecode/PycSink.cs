using System.Buffers;
using Kiln.Compiler.Pyc;
using Kiln.Engine.Io;

namespace Kiln.Engine.Bytecode;

/// <summary>Writes the code that a compiler gives into a <c>.pyc</c>, header first. It remembers the first refusal and swallows the rest.</summary>
internal sealed class PycSink(PycWriter writer) : ICodeSink
{
    // A giant goes to the file as it comes, and is not held.
    private const int MostHeld = 64 * 1024 * 1024;
    private const int LargestKept = 4 * 1024 * 1024;

    private readonly byte[] _header = new byte[PycHeader.SizeBytes];
    private SourceFolder _folder = null!;
    private uint _sourceMode;
    private SecondName _secondName;
    private bool _isBegun;
    private bool _isHeld;
    private ArrayBufferWriter<byte> _code = new();

    /// <summary>Why the file could not be written.</summary>
    public FileError Error { get; private set; }

    /// <summary>True if the last commit failed only for where the file was made: it can be made again, in place.</summary>
    public bool HasLostStaging => writer.HasLostStaging;

    /// <summary>What the last file that was committed is, if it got its second name.</summary>
    public FileStatus? SecondlyNamed => writer.SecondlyNamed;

    /// <summary>The code of the last file, if it was to be held.</summary>
    public ReadOnlySpan<byte> Code => _isHeld ? _code.WrittenSpan : default;

    /// <summary>Makes ready for a file; with <paramref name="isHeld"/> its code can be asked for.</summary>
    public void Start(SourceFolder folder, uint sourceMode, PycHeader header, in SecondName secondName, bool isHeld)
    {
        _secondName = secondName;
        _isHeld = isHeld;
        if (_code.Capacity > LargestKept)
            _code = new ArrayBufferWriter<byte>();
        _code.ResetWrittenCount();
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
        _isHeld &= _code.WrittenCount + part.Length <= MostHeld;
        if (_isHeld)
            _code.Write(part);
        if (_isBegun)
        {
            Error = writer.Write(part);
            return;
        }
        Error = writer.Begin(_folder, _sourceMode, _secondName);
        _isBegun = !Error.IsError;
        if (_isBegun)
            Error = writer.Write(_header, part);
    }

    /// <summary>Puts the file in its place under this name, and gives it its second one if it is to have one.</summary>
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
