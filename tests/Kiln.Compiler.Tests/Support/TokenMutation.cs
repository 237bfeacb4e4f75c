using System.Text;
using System.Text.RegularExpressions;

namespace Kiln.Compiler.Tests.Support;

/// <summary>Damages sources as authors do: tokens dropped, doubled, swapped, replaced by others.</summary>
internal static partial class TokenMutation
{
    private static readonly string[] Strangers =
    [
        "(", ")", "[", "]", "{", "}", "*", "**", ",", ":", "=", ":=", ".", "for", "in", "if", "else", "not", "await", "async", "lambda", "yield", "x", "1",
        "\n", " ", "    ", "-", "is", "match", "case", "_", "type", "/", "@", "def", "class", "f\"", "\"", "\"\"\"", "\\\n", "!", ";", "1j", "0x", "True",
        "b'x'", "as", "with", "except", "import", "from", "...", "\t", "|", "f'{x}'", "=}'", "return", "del", "global",
    ];

    public static byte[] Of(string source, Random random)
    {
        List<string> tokens = [.. Token().Matches(source).Select(match => match.Value)];
        for (int count = random.Next(1, 4); count > 0 && tokens.Count > 0; count--)
        {
            int place = random.Next(tokens.Count);
            int other = random.Next(tokens.Count);
            switch (random.Next(5))
            {
                case 0:
                    tokens.RemoveAt(place);
                    break;
                case 1:
                    tokens.Insert(place, tokens[place]);
                    break;
                case 2:
                    (tokens[place], tokens[other]) = (tokens[other], tokens[place]);
                    break;
                case 3:
                    tokens[place] = Strangers[random.Next(Strangers.Length)];
                    break;
                default:
                    tokens.Insert(place, Strangers[random.Next(Strangers.Length)]);
                    break;
            }
        }

        return Encoding.UTF8.GetBytes(string.Concat(tokens));
    }

    [GeneratedRegex(@"\w+|[ \t]+|\*\*=?|//=?|<<=?|>>=?|[-+*/%@&|^=<>!:]=|->|\.\.\.|.", RegexOptions.Singleline)]
    private static partial Regex Token();
}
