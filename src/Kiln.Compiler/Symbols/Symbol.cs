using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Symbols;

/// <summary>A name of a scope.</summary>
internal record struct Symbol(Identifier Name, SymbolFlags Flags, NameScope Scope);
