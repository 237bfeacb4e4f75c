using System.Text.RegularExpressions;
using Kiln.Tests.Support;

namespace Kiln.Tests;

/// <summary>The rules of CONTRIBUTING.md that no analyzer keeps.</summary>
public sealed partial class SourceRulesTests
{
    private const int MostLines = 500;

    /// <summary>Files that may be longer, each with its reason.</summary>
    private static readonly Dictionary<string, string> LongFiles = [];

    private static readonly string[] Code = ["src", "tests", "bench", "tools"];

    [Fact]
    public void Files_are_short()
    {
        var tooLong = from file in Repository.SourceFiles(Code)
                      let lines = Repository.Read(file).Count(static character => character == '\n')
                      where lines > MostLines && !LongFiles.ContainsKey(file)
                      select $"{file}: {lines} lines, {MostLines} at most";

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Files_hold_one_type_and_have_its_name()
    {
        var wrong = from file in Repository.SourceFiles(Code)
                    let types = TopLevelType().Matches(Repository.Read(file)).Select(static match => match.Groups["name"].Value).Distinct().ToList()
                    let name = Path.GetFileName(file).Split('.')[0]
                    where types.Count > 1 || (types.Count == 1 && types[0] != name)
                    select $"{file}: {string.Join(", ", types)}";

        Assert.Empty(wrong);
    }

    [Fact]
    public void Types_begin_with_a_doc_comment()
    {
        var undocumented = from file in Repository.SourceFiles("src", "bench")
                           let text = Repository.Read(file)
                           from type in TopLevelType().Matches(text)
                           where !BeginsWithDocComment(text[..type.Index])
                           select $"{file}: {type.Groups["name"].Value}";

        Assert.Empty(undocumented);
    }

    [Fact]
    public void No_note_is_left_for_later()
    {
        var notes = from file in Repository.SourceFiles(Code)
                    where file != "tests/Kiln.Tests/SourceRulesTests.cs" && LaterNote().IsMatch(Repository.Read(file))
                    select file;

        Assert.Empty(notes);
    }

    private static bool BeginsWithDocComment(string textBefore)
    {
        var lines = textBefore.TrimEnd().Split('\n').Reverse().SkipWhile(static line => line.StartsWith('[') || line.StartsWith("    ", StringComparison.Ordinal) || line == ")]");
        return lines.First().StartsWith("///", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?m)^(public |internal |file )?((static|sealed|abstract|partial|readonly|ref|unsafe) )*(class|record struct|record|struct|interface|enum) (?<name>\w+)")]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|#region")]
    private static partial Regex LaterNote();
}
