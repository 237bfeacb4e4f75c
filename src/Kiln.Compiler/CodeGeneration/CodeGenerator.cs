using System.Runtime.CompilerServices;
using Kiln.Compiler.CodeObjects;
using Kiln.Compiler.Instructions;
using Kiln.Compiler.Symbols;
using Kiln.Compiler.Syntax;
using Kiln.Compiler.Tokens;
using Kiln.Compiler.Unparsing;

namespace Kiln.Compiler.CodeGeneration;

/// <summary>
/// From the tree to instructions: Python/compile.c of CPython 3.13. Each function, class and so on is a unit of its own, which is given to the
/// <see cref="ICodeAssembler"/> when it is complete, and becomes a constant of the unit around it. What differs between versions asks the
/// <see cref="Target"/>. A worker owns one.
/// <para>
/// A fault is noted and generation goes on to the end of the statement, so that no method has to say whether it went well.
/// </para>
/// </summary>
internal sealed partial class CodeGenerator(SyntaxTree tree, SymbolTable symbols, ConstantCache cache, ICodeAssembler assembler)
{
    /// <summary>How many times the nodes of a tree may be visited: bodies of finally are compiled again for each way out of their try.</summary>
    private const int MostVisits = 16;
    private const int SmallTree = 4096;

    private readonly Unparser _unparser = new(tree);
    private readonly List<UnitState> _units = [];
    private UnitState _unit = null!;
    private InstructionSequence _instructions = null!;
    private int _depth;
    private Target _target = null!;
    private FutureFeatures _features;
    private Location _lastFuture;
    private int _level;
    private long _visits;
    private Reject _reject;

    /// <summary>compiler_mod: generates all code objects of the tree and gives the number of the module's among the constants.</summary>
    public Reject Generate(Target target, int level, FutureFeatures features, out int module)
    {
        _target = target;
        _level = level;
        _features = features;
        _lastFuture = features.LastStatement < 0 ? Location.None : tree.Body[features.LastStatement].Location;
        _reject = Reject.None;
        _visits = 0;
        _depth = -1;

        EnterUnit(UnitKind.Module, symbols.Module, WellKnown.ModuleName, firstLine: 1);
        EmitBody(tree.Body, new Location(1, 0, 1, 0));
        module = ExitUnit(returnsNone: true);
        return _reject;
    }

    /// <summary>compiler_enter_scope.</summary>
    private void EnterUnit(UnitKind kind, Scope scope, Identifier name, int firstLine)
    {
        Identifier privateName = _depth < 0 ? Identifier.None : _unit.PrivateName;
        if (++_depth == _units.Count)
            _units.Add(new UnitState());
        _unit = _units[_depth];
        _unit.Begin(kind, scope, privateName);
        CodeUnit code = _unit.Code;
        _instructions = code.Instructions;
        code.Name = name;
        code.FirstLine = firstLine;
        foreach (Identifier parameter in scope.Parameters)
            code.VariableNames.Add(parameter);
        code.ParameterCount = scope.Parameters.Count;
        AddSorted(code.CellVariables, scope, NameScope.Cell, SymbolFlags.ComprehensionCell);
        if (scope.NeedsClassClosure)
            code.CellVariables.Add(WellKnown.Class__);
        if (scope.NeedsClassDict)
            code.CellVariables.Add(WellKnown.ClassDict);
        AddSorted(code.FreeVariables, scope, NameScope.Free, SymbolFlags.FreeClass);

        code.QualifiedName = kind == UnitKind.Module ? name : QualifiedName(name);
        int resumeLine = kind == UnitKind.Module ? 0 : firstLine;
        Emit(Opcode.Resume, ResumePoint.FunctionStart, new Location(resumeLine, 0, firstLine, 0));
    }

    /// <summary>optimize_and_assemble and compiler_exit_scope: the number of the code object among the constants.</summary>
    private int ExitUnit(bool returnsNone)
    {
        if (returnsNone)
            EmitNone(Location.None);
        Emit(Opcode.ReturnValue, Location.None);
        CodeUnit code = _unit.Code;
        code.Flags = FlagsOf(_unit);
        int number = ConstantTable.None;
        if (_reject.IsNone)
            _reject = assembler.Assemble(code, _target, out number);

        if (--_depth >= 0)
        {
            _unit = _units[_depth];
            _instructions = _unit.Code.Instructions;
        }

        return number;
    }

    /// <summary>The unit that was left last; valid until another of its depth is entered.</summary>
    private UnitState InnerUnit => _units[_depth + 1];

    /// <summary>dictbytype: cells and free variables in the order of their names.</summary>
    private void AddSorted(NameIndex names, Scope scope, NameScope wanted, SymbolFlags flag)
    {
        _sorting.Clear();
        foreach (Symbol symbol in scope.Symbols)
        {
            if (symbol.Scope == wanted || (symbol.Flags & flag) != 0)
                _sorting.Add(symbol.Name);
        }

        SortNames();
        foreach (Identifier name in _sorting)
            names.Add(name);
    }

    /// <summary>compute_code_flags.</summary>
    private CodeFlags FlagsOf(UnitState unit)
    {
        Scope scope = unit.Scope;
        CodeFlags flags = _features.HasAnnotations ? CodeFlags.FutureAnnotations : CodeFlags.None;
        if (!unit.IsFunctionLike)
            return flags;
        flags |= CodeFlags.NewLocals | CodeFlags.Optimized;
        flags |= (scope.IsGenerator, scope.IsCoroutine) switch
        {
            (true, false) => CodeFlags.Generator,
            (false, true) => CodeFlags.Coroutine,
            (true, true) => CodeFlags.AsyncGenerator,
            _ => CodeFlags.None,
        };
        if (scope.IsNested)
            flags |= CodeFlags.Nested;
        if (scope.HasVarArgs)
            flags |= CodeFlags.VarArgs;
        if (scope.HasVarKeywords)
            flags |= CodeFlags.VarKeywords;
        return flags;
    }

    /// <summary>compiler_error: notes the first fault.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Fail(int line, RejectReason reason = RejectReason.SyntaxError)
    {
        if (_reject.IsNone)
            _reject = new Reject(reason, line);
    }
}
