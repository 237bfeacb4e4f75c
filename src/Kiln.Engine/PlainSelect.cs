#pragma warning disable IDE0130 // In the namespace around all others, where it is found before that of System.Linq.
namespace Kiln;

/// <summary>
/// What LINQ's Select does, without a virtual generic method: of that the native compiler makes one for every pair of types in the program of which the
/// second might be selected from the first. In .NET 9 these were 15 of 26 MB of machine code; .NET 10 leaves them out by itself.
/// </summary>
public static class PlainSelect
{
    /// <summary>What a function makes of each item, as it is asked for.</summary>
    public static IEnumerable<TResult> Select<TSource, TResult>(this IEnumerable<TSource> source, Func<TSource, TResult> selector)
    {
        foreach (var item in source)
            yield return selector(item);
    }
}
