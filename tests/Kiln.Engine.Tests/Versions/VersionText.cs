using FsCheck;
using FsCheck.Fluent;
using Kiln.Engine.Versions;

namespace Kiln.Engine.Tests.Versions;

/// <summary>Generators of versions and specifiers: few numbers, so that neighbours and equals are frequent, and every spelling of the standard.</summary>
internal static class VersionText
{
    private static readonly Gen<string> Number = Gen.Frequency(
        (8, Gen.Elements("0", "1", "2", "3")), (1, Gen.Elements("00", "01", "17", "255", "256", "70000", "20240310", "2097152", "123456789012345678")));

    private static readonly Gen<string> Separator = Gen.Elements("", "", ".", "-", "_");

    private static readonly Gen<string> Release = Gen.Frequency((4, Gen.Choose(1, 3)), (1, Gen.Choose(1, 6)))
        .SelectMany(length => Number.ArrayOf(length)).Select(numbers => string.Join('.', numbers));

    private static readonly Gen<string> Local =
        Gen.Elements("", "", "", "", "", "+1", "+01", "+a", "+abc.1", "+ABC-1", "+abc_2.x", "+ubuntu.1", "+cu118", "+99999999999999999999999", "+1.0", "+1a");

    /// <summary>A version without local part.</summary>
    public static Gen<string> Public { get; } =
        from prefix in Gen.Frequency((9, Gen.Constant("")), (1, Gen.Elements("v", "V")))
        from epoch in Gen.Frequency((9, Gen.Constant("")), (1, Gen.Elements("0!", "1!", "2!")))
        from release in Release
        from pre in Suffix("a", "b", "c", "rc", "alpha", "beta", "pre", "preview", "RC")
        from post in Gen.OneOf(Suffix("post", "rev", "r", "POST"), Gen.Elements("", "-1", "-2"))
        from dev in Suffix("dev", "DEV")
        select prefix + epoch + release + pre + post + dev;

    /// <summary>A version.</summary>
    public static Gen<string> Any { get; } = from text in Public from local in Local select text + local;

    /// <summary>Versions as values.</summary>
    public static Arbitrary<PyVersion> Versions { get; } = Any.Select(PyVersion.Parse).ToArbitrary();

    /// <summary>One clause of a specifier.</summary>
    public static Gen<string> Specifier { get; } = Gen.OneOf(
        from comparison in Gen.Elements("<", "<=", ">", ">=", ">= ") from version in Public select comparison + version,
        from comparison in Gen.Elements("==", "!=", "== ") from version in Any select comparison + version,
        from comparison in Gen.Elements("==", "!=") from release in Release select $"{comparison}{release}.*",
        from first in Number from version in Public select $"~={first}.{version.TrimStart('v', 'V').Split('!')[^1]}");

    /// <summary>One to three clauses.</summary>
    public static Gen<string> Specifiers { get; } =
        Gen.Choose(1, 3).SelectMany(count => Specifier.ArrayOf(count)).Select(clauses => string.Join(',', clauses));

    /// <summary>Ranges that no single specifier gives: unions and complements too.</summary>
    public static Arbitrary<VersionRange> Ranges { get; } = (
        from first in Specifiers
        from second in Specifiers
        from isInverted in Gen.Elements(true, false)
        let union = VersionSpecifiers.Parse(first).Range.Union(VersionSpecifiers.Parse(second).Range)
        select isInverted ? union.Complement() : union).ToArbitrary();

    /// <summary>A sample of the same size and content at each run.</summary>
    public static string[] Sample(Gen<string> texts, int count) => [.. texts.Sample(count, new Rnd(17), 50)];

    private static Gen<string> Suffix(params string[] words) => Gen.Frequency(
        (2, Gen.Constant("")),
        (1, from before in Separator
            from word in Gen.Elements(words)
            from between in Separator
            from number in Gen.OneOf(Number, Gen.Constant(""))
            select before + word + (number.Length > 0 ? between : "") + number));
}
