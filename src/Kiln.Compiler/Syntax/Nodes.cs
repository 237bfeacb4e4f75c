namespace Kiln.Compiler.Syntax;

/// <summary>
/// Parser/Python.asdl of CPython in C#: one view per constructor, with its fields in the same order and under the same names.
/// Use it by <c>using static Kiln.Compiler.Syntax.Nodes;</c>.
/// <para>
/// No node is an object. All are stretches of one array of ints that a worker keeps from file to file (<see cref="SyntaxTree"/>):
/// </para>
/// <code>
/// word 0   kind (8 bits) and detail (24 bits: operator, context or flag; the property made of Detail below)
/// word 1   first token       word 2   last token, from which Location is computed
/// word 3…  the fields: index of a node, start of a list, Identifier, number of a Constant; 0 is absent or empty
/// </code>
/// <para>
/// A list is its length and then its items. Index 0 of the array holds 0, so that 0 is a node of kind None and an empty list.
/// Views are a reference and an int, made and dropped at no cost: <c>new If(node).Test</c>. They only read; the parser and the folding of
/// constants write through <see cref="SyntaxTree"/>. <c>type_comment</c> and <c>type_ignores</c> are left out: nothing is compiled from them.
/// </para>
/// </summary>
internal static partial class Nodes;
