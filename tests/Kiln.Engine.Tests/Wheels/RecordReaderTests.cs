using System.Text;
using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Tests.Wheels;

public class RecordReaderTests
{
    [Fact]
    public void Rows_have_a_path_a_hash_and_a_size() => Assert.Equal(
        ["a/b.py|sha256=AbC_-1|12", "a/RECORD||"],
        Read("a/b.py,sha256=AbC_-1,12\na/RECORD,,\n"));

    [Theory]
    [InlineData("a.py,,\r\nb.py,,\r\n")]
    [InlineData("a.py,,\rb.py,,")]
    [InlineData("\n\na.py,,\n\r\n\nb.py,,")]
    [InlineData("\uFEFFa.py,,\nb.py,,")]
    [InlineData("a.py\nb.py,")]
    [InlineData("a.py,,,more,\"and, more\"\nb.py,,\n")]
    public void Line_ends_empty_lines_and_missing_or_further_fields_do_not_matter(string content) =>
        Assert.Equal(["a.py||", "b.py||"], Read(content));

    [Fact]
    public void An_empty_file_has_no_rows() => Assert.Empty(Read(""));

    [Fact]
    public void Names_are_bytes()
    {
        byte[] content = [.. "a"u8, 0xff, 0x00, .. ".py,,\n"u8];
        var reader = new RecordReader(content);
        Assert.True(reader.Read());
        Assert.Equal(content.AsSpan(0, 6), reader.Path);
    }

    [Theory]
    [InlineData("a.py,,\n\"b.py,,\nc.py,,\n")]
    [InlineData("a.py,,\n\"b\"\"")]
    [InlineData("a.py,,\n\"")]
    public void A_field_without_its_closing_quote_ends_the_reading(string content)
    {
        var reader = new RecordReader(Encoding.UTF8.GetBytes(content));
        Assert.True(reader.Read());
        Assert.False(reader.Read());
        Assert.True(reader.IsMalformed);
    }

    [PythonFact]
    public void Whatever_Python_reads_or_writes_as_csv_is_read_and_written_the_same()
    {
        var random = new Random(20251121);
        for (int round = 0; round < 60; round++)
        {
            string content = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => ",\"\r\n ab"[random.Next(7)]));
            var rows = Read(content, out bool isMalformed);
            if (isMalformed)
                continue;
            string script = """
                import csv, io, sys
                rows = [(row + ['', ''])[:3] for row in csv.reader(io.StringIO(sys.argv[1], newline='')) if row]
                sys.stdout.reconfigure(newline='')
                for row in rows:
                    print('|'.join(row), end='\0')
                csv.writer(sys.stdout, lineterminator='\n').writerows(rows)
                """;
            string[] said = Pythons.Run(FsPath.From(Pythons.Any), script, content).Split('\0');
            Assert.Equal(said[..^1], rows);
            Assert.Equal(said[^1], Write(content).TrimEnd());
        }
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        var writer = new RecordWriter();
        writer.Add("a \"b\", c\n.py"u8, "sha256=x"u8, 7);
        writer.Add("d.pyc"u8);
        Assert.Equal("\"a \"\"b\"\", c\n.py\",sha256=x,7\nd.pyc,,\n", Encoding.UTF8.GetString(writer.Content.Span));
        Assert.Equal(["a \"b\", c\n.py|sha256=x|7", "d.pyc||"], Read(Encoding.UTF8.GetString(writer.Content.Span)));
    }

    private static List<string> Read(string content) => Read(content, out _);

    private static List<string> Read(string content, out bool isMalformed)
    {
        var rows = new List<string>();
        var reader = new RecordReader(Encoding.UTF8.GetBytes(content));
        while (reader.Read())
            rows.Add($"{Encoding.UTF8.GetString(reader.Path)}|{Encoding.UTF8.GetString(reader.Hash)}|{Encoding.UTF8.GetString(reader.Size)}");
        isMalformed = reader.IsMalformed;
        return rows;
    }

    private static string Write(string content)
    {
        var writer = new RecordWriter();
        var reader = new RecordReader(Encoding.UTF8.GetBytes(content));
        while (reader.Read())
            writer.Add(reader);
        return Encoding.UTF8.GetString(writer.Content.Span);
    }
}
