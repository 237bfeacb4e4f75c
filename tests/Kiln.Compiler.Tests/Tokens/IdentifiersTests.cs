using System.Text;
using Kiln.Compiler.Tokens;

namespace Kiln.Compiler.Tests.Tokens;

public sealed class IdentifiersTests
{
    [Fact]
    public void Equal_names_have_equal_numbers_and_others_do_not()
    {
        Identifiers identifiers = new();
        string[] names = [.. Enumerable.Range(0, 20_000).Select(number => $"message_{number}_payload_field")];

        int[] first = [.. names.Select(name => identifiers.Intern(Encoding.ASCII.GetBytes(name)).Id)];
        int[] second = [.. names.Select(name => identifiers.Intern(Encoding.ASCII.GetBytes(name)).Id)];

        Assert.Equal(first, second);
        Assert.Equal(names.Length, first.Distinct().Count());
        Assert.Equal(names[^1], Encoding.ASCII.GetString(identifiers[new Identifier(first[^1])]));
    }

    [Fact]
    public void A_name_in_a_source_has_the_number_of_its_bytes_alone()
    {
        Identifiers identifiers = new();
        byte[] source = Encoding.ASCII.GetBytes("a abcdefgh abcdefghi match rest of it");

        Assert.Equal(identifiers.Intern("a"u8), identifiers.Intern(source, 0, 1));
        Assert.Equal(identifiers.Intern("abcdefgh"u8), identifiers.Intern(source, 2, 8));
        Assert.Equal(identifiers.Intern("abcdefghi"u8), identifiers.Intern(source, 11, 9));
        Assert.Equal(WellKnown.Match, identifiers.Intern(source, 21, 5));
    }

    [Fact]
    public void Well_known_names_outlive_a_file()
    {
        Identifiers identifiers = new();
        Identifier name = identifiers.Intern("of_this_file"u8);

        identifiers.Clear();

        Assert.Equal(name, identifiers.Intern("of_the_next"u8));
        Assert.Equal(WellKnown.Future, identifiers.Intern("__future__"u8));
    }

    [Fact]
    public void Keywords_are_numbered_as_their_kinds()
    {
        Identifiers identifiers = new();
        foreach (TokenKind kind in Enum.GetValues<TokenKind>().Where(kind => kind >= TokenKind.False))
        {
            string word = kind is TokenKind.False or TokenKind.None or TokenKind.True ? $"{kind}" : $"{kind}".ToLowerInvariant();
            Assert.Equal((int)kind, identifiers.Intern(Encoding.ASCII.GetBytes(word)).Id + WellKnown.KeywordToKind);
        }
    }
}
