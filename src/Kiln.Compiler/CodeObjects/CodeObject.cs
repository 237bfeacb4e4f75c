using Kiln.Compiler.Source;

namespace Kiln.Compiler.CodeObjects;

/// <summary>
/// A finished code object: struct PyCodeObject. Fields that can be shared with other objects are numbers of constants, the others
/// lie in the <see cref="SourceText"/>.
/// </summary>
internal struct CodeObject
{
    public int ArgumentCount;
    public int PositionalOnlyCount;
    public int KeywordOnlyCount;
    public int StackSize;
    public int FirstLine;
    public CodeFlags Flags;

    /// <summary>co_code.</summary>
    public TextSpan Code;

    /// <summary>co_localspluskinds: a byte for each variable.</summary>
    public TextSpan VariableKinds;

    /// <summary>co_consts, a Tuple.</summary>
    public int Constants;

    /// <summary>co_names, a Tuple.</summary>
    public int Names;

    /// <summary>co_localsplusnames, a Tuple.</summary>
    public int VariableNames;

    /// <summary>co_name, a Str.</summary>
    public int Name;

    /// <summary>co_qualname, a Str.</summary>
    public int QualifiedName;

    /// <summary>co_linetable, Bytes.</summary>
    public int LineTable;

    /// <summary>co_exceptiontable, Bytes.</summary>
    public int ExceptionTable;
}
