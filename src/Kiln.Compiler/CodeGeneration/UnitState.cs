using Kiln.Compiler.CodeObjects;
using Kiln.Compiler.Symbols;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>
/// struct compiler_unit: a code object while it is made, and what is known of the place in it. One is kept for each depth of nesting and begun anew
/// for each code object there.
/// </summary>
internal sealed class UnitState
{
    private const int FlagBits = 16;
    private const int SmallestCapacity = 64;

    /// <summary>The symbols of the scope by the number of their name; 0 where it has none.</summary>
    private int[] _symbols = new int[SmallestCapacity];
    private int[] _symbolIds = new int[SmallestCapacity];
    private int _symbolCount;
    private FrameBlock[] _blocks = new FrameBlock[Limits.FrameBlocks + 1];
    private bool[] _isHidden = new bool[SmallestCapacity];

    public CodeUnit Code { get; } = new();

    public UnitKind Kind { get; private set; }

    public Scope Scope { get; private set; } = null!;

    /// <summary>u_private: the class whose name private names get; none outside classes.</summary>
    public Identifier PrivateName { get; set; }

    /// <summary>u_static_attributes of a class: what its functions assign to <c>self.X</c>.</summary>
    public NameIndex StaticAttributes { get; } = new();

    /// <summary>u_in_inlined_comp: how many comprehensions that are compiled into this unit are around the place.</summary>
    public int InlinedComprehensions { get; set; }

    public int BlockCount { get; private set; }

    /// <summary>_PyST_IsFunctionLike.</summary>
    public bool IsFunctionLike => Scope.Kind is ScopeKind.Function or ScopeKind.TypeVariable or ScopeKind.TypeAlias or ScopeKind.TypeParameters;

    public void Begin(UnitKind kind, Scope scope, Identifier privateName)
    {
        Code.Clear();
        StaticAttributes.Clear();
        Kind = kind;
        Scope = scope;
        PrivateName = privateName;
        InlinedComprehensions = 0;
        BlockCount = 0;
        for (int index = 0; index < _symbolCount; index++)
            _symbols[_symbolIds[index]] = 0;
        _symbolCount = 0;
        foreach (Symbol symbol in scope.Symbols)
            SetSymbol(symbol.Name, symbol.Flags, symbol.Scope);
    }

    /// <summary>_PyST_GetScope.</summary>
    public NameScope ScopeOf(Identifier name) => name.Id < _symbols.Length ? (NameScope)(_symbols[name.Id] >> FlagBits) : NameScope.Unknown;

    public SymbolFlags FlagsOf(Identifier name) => name.Id < _symbols.Length ? (SymbolFlags)_symbols[name.Id] : SymbolFlags.None;

    /// <summary>Changes what a name is here: the names of an inlined comprehension while it is compiled.</summary>
    public void SetSymbol(Identifier name, SymbolFlags flags, NameScope scope)
    {
        if (name.Id >= _symbols.Length)
            Array.Resize(ref _symbols, Math.Max(name.Id + 1, _symbols.Length * 2));
        if (_symbolCount == _symbolIds.Length)
            Array.Resize(ref _symbolIds, _symbolCount * 2);
        _symbolIds[_symbolCount++] = name.Id;
        _symbols[name.Id] = (int)flags | ((int)scope << FlagBits);
    }

    /// <summary>Whether u_fasthidden holds True for the name: it is a fast local now although the unit is no function.</summary>
    public bool IsHidden(Identifier name) => Code.HiddenVariables.Find(name) is var place and >= 0 && _isHidden[place];

    public void SetHidden(Identifier name, bool isHidden)
    {
        int place = Code.HiddenVariables.Add(name);
        if (place >= _isHidden.Length)
            Array.Resize(ref _isHidden, place * 2);
        _isHidden[place] = isHidden;
    }

    public void PushBlock(in FrameBlock block)
    {
        if (BlockCount == _blocks.Length)
            Array.Resize(ref _blocks, BlockCount * 2);
        _blocks[BlockCount++] = block;
    }

    public void PopBlock() => BlockCount--;

    /// <summary>The innermost block.</summary>
    public FrameBlock TopBlock => _blocks[BlockCount - 1];
}
