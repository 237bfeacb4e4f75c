using System.Buffers.Text;
using System.Security.Cryptography;
using Kiln.Engine.Tests.Support;
using Kiln.Engine.Wheels;

namespace Kiln.Engine.Tests.Wheels;

public sealed class WheelRecordTests : IDisposable
{
    private const string WrongHash = "sha256=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private readonly TempFolder _folder = new();

    private static string Sha512 => $"sha512={Base64Url.EncodeToString(SHA512.HashData("x = 1"u8))}";

    public static TheoryData<string, string, string> Faults => new()
    {
        { "another hash", $"demo.py,{WrongHash},5", "another hash for `demo.py`" },
        { "another strong hash", $"demo.py,sha512={WrongHash[7..]},5", "another hash for `demo.py`" },
        { "another size", "demo.py,RIGHT,6", "another size for `demo.py`" },
        { "a size that is no number", "demo.py,RIGHT,5 bytes", "another size for `demo.py`" },
        { "a weak hash", "demo.py,md5=abc,5", "weak hash (md5) for `demo.py`" },
        { "no hash", "demo.py,,", "no hash for `demo.py`" },
        { "no row", "", "does not list `demo.py`" },
        { "two rows", "demo.py,RIGHT,5\ndemo.py,RIGHT,5", "`demo.py` twice" },
        { "a row without a file", "demo.py,RIGHT,5\n../../etc/passwd,,", "`../../etc/passwd`, which is not in the archive" },
        { "no end", "demo.py,RIGHT,5\n\"x", "cut off" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_told_refused_or_passed_over_as_asked(string fault, string row, string words)
    {
        Assert.NotEmpty(fault);
        var archive = new WheelBuilder { Record = rows => Replace(rows, row) }.Add("demo.py", "x = 1").Write(_folder);
        var reporter = new RecordingReporter();
        // The first unpacks; the others find the wheel in the cache, and must say the same.
        using (var warning = WheelCaches.Open(_folder))
            warning.Get(archive, reporter);
        Assert.Contains(words, Assert.Single(reporter.Warnings), StringComparison.Ordinal);
        using (var strict = WheelCaches.Open(_folder, new WheelTrust { Record = RecordVerification.Strict }))
            Assert.Contains(words, Assert.Throws<UserErrorException>(() => strict.Get(archive)).Message, StringComparison.Ordinal);
        reporter = new RecordingReporter();
        using (var off = WheelCaches.Open(_folder, new WheelTrust { Record = RecordVerification.Off }))
            off.Get(archive, reporter);
        Assert.Empty(reporter.Warnings);
    }

    [Theory]
    [InlineData("demo.py,RIGHT,5")]
    [InlineData("demo.py,RIGHT,")]
    [InlineData("demo.py,RIGHT=,5")]
    [InlineData("\"demo.py\",RIGHT,5")]
    [InlineData("demo.py,SHA512,5")]
    public void Right_rows_of_any_spelling_are_right(string row)
    {
        var archive = new WheelBuilder { Record = rows => Replace(rows, row) }.Add("demo.py", "x = 1").Write(_folder);
        using var strict = WheelCaches.Open(_folder, new WheelTrust { Record = RecordVerification.Strict });
        Assert.Empty(strict.Get(archive).RecordProblems);
    }

    [Fact]
    public void Signatures_of_the_record_and_bytecode_that_is_left_out_need_no_row()
    {
        var archive = new WheelBuilder { Record = rows => string.Concat(rows.Split('\n').Where(row => !row.Contains(".jws") && !row.Contains(".pyc")).Select(row => row + "\n")) }
            .Add("demo.py", "x = 1").Add("__pycache__/demo.cpython-312.pyc", "x").Add("demo-1.0.dist-info/RECORD.jws", "{}").Write(_folder);
        using var cache = WheelCaches.Open(_folder);
        Assert.Empty(cache.Get(archive).RecordProblems);
    }

    [Fact]
    public void Only_the_first_of_many_faults_are_told()
    {
        var wheel = new WheelBuilder { Record = _ => "" };
        for (int i = 0; i < 50; i++)
            wheel.Add($"demo{i}.py", "");
        using var cache = WheelCaches.Open(_folder);
        var problems = cache.Get(wheel.Write(_folder)).RecordProblems;
        Assert.Equal(11, problems.Count);
        Assert.Contains("42 more", problems[^1], StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static string Replace(string rows, string row)
    {
        string right = rows.Split('\n').Single(each => each.StartsWith("demo.py,", StringComparison.Ordinal));
        return rows.Replace(right + "\n", "", StringComparison.Ordinal)
            + row.Replace("RIGHT", right.Split(',')[1], StringComparison.Ordinal).Replace("SHA512", Sha512, StringComparison.Ordinal);
    }
}
