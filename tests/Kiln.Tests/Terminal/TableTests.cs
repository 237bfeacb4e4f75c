using Kiln.Terminal;

namespace Kiln.Tests.Terminal;

/// <summary>Tables for people: a row a line.</summary>
public sealed class TableTests
{
    [Fact]
    public void Columns_are_as_wide_as_their_widest_cell()
    {
        var table = new Table().WithText("package").WithNumber("used").WithText("why not");
        table.Add("jupyter[x]", "12", "3 missing");
        table.Add("名前", "1", "");

        Assert.Equal(
            [
                "package     used  why not",
                "jupyter[x]    12  3 missing",
                "名前           1",
            ],
            table.Lines());
    }

    [Fact]
    public void Long_cells_are_not_wrapped()
    {
        var table = new Table().WithText("path").WithNumber("n");
        string path = string.Join('/', Enumerable.Repeat("some folder", 50));
        table.Add(path, "1");

        Assert.Equal(2, table.Lines().Count);
        Assert.StartsWith(path + "  ", table.Lines()[1], StringComparison.Ordinal);
    }
}
