using Kiln.Compiler.Instructions;

namespace Kiln.Compiler;

/// <summary>
/// The version of CPython that is compiled for, as switches: what the stages do differently says a field of this class, named by what
/// it changes. Made once per interpreter, passed to every stage.
/// </summary>
public sealed class Target(int minor, int micro)
{
    /// <summary>The newest release of each minor version that was compared as a whole; what is newer is expected to be the same, and is probed.</summary>
    private static readonly (int Minor, int Micro)[] Newest = [(13, 18)];

    /// <summary>What an interpreter of this version may compile like, the likeliest first: itself, the newest and the first of its minor version.</summary>
    public static IEnumerable<Target> Candidates(int minor, int micro) =>
        new[] { micro, Newest.FirstOrDefault(known => known.Minor == minor).Micro, 0 }.Distinct().Select(candidate => new Target(minor, candidate));

    /// <summary>The 13 of 3.13.</summary>
    public int Minor { get; } = minor;

    /// <summary>The 5 of 3.13.5; it changes code objects although the magic number is the same.</summary>
    public int Micro { get; } = micro;

    /// <summary>The instructions of the version.</summary>
    internal OpcodeTable Opcodes { get; } = OpcodeTable.Of(minor);

    /// <summary>PEP 701: f-strings are tokens of the grammar. Before, they are parsed a second time, which is left to the interpreter.</summary>
    internal readonly bool HasFStringTokens = minor >= 12;

    /// <summary>PEP 695: <c>def f[T]()</c>, <c>type X = int</c>.</summary>
    internal readonly bool HasTypeParameters = minor >= 12;

    /// <summary>PEP 696: <c>def f[T = int]()</c>.</summary>
    internal readonly bool HasTypeParameterDefaults = minor >= 13;

    /// <summary>PEP 649: annotations have scopes of their own and are evaluated when they are asked for.</summary>
    internal readonly bool HasDeferredAnnotations = minor >= 14;

    /// <summary>PEP 758: <c>except A, B:</c>.</summary>
    internal readonly bool HasExceptWithoutParentheses = minor >= 14;

    /// <summary>PEP 750: <c>t""</c>.</summary>
    internal readonly bool HasTemplateStrings = minor >= 14;

    /// <summary>PEP 798: <c>[*x for x in y]</c>.</summary>
    internal readonly bool HasUnpackingInComprehensions = minor >= 15;

    /// <summary>3.13.4 alone makes iterators of generator expressions in a way of its own (cpython issues 127682, 135171), which is not known here.</summary>
    internal readonly bool HasUnknownGenerators = minor == 13 && micro == 4;

    /// <summary>Loops of comprehensions check by GET_ITER that what they go through is an iterator.</summary>
    internal readonly bool GeneratorsCheckIterators = minor == 13 && micro >= 1;

    /// <summary>PEP 810: <c>lazy import x</c>.</summary>
    internal readonly bool HasLazyImports = minor >= 15;
}
