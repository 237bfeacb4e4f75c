using System.Globalization;
using Kiln.Engine;
using Kiln.Engine.Requirements;
using Kiln.Operations;

namespace Kiln.Tests.Commands;

public sealed class UploadLimitTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    private readonly UploadLimit _limit = new(new FixedTime());

    [Theory]
    [InlineData("2026-01-31T12:30:00Z", "2026-01-31T12:30:00+00:00")]
    [InlineData("2026-01-31T12:30:00.25+02:00", "2026-01-31T10:30:00.25+00:00")]
    [InlineData("2026-01-31 12:30:00Z", "2026-01-31T12:30:00+00:00")]
    [InlineData("2026-01-31", "2026-01-31T23:00:00+00:00")]
    [InlineData("24 hours", "2026-03-09T12:00:00+00:00")]
    [InlineData("1 week 2d", "2026-03-01T12:00:00+00:00")]
    [InlineData("P7D", "2026-03-03T12:00:00+00:00")]
    [InlineData("P1DT12H30M", "2026-03-08T23:30:00+00:00")]
    [InlineData("PT90S", "2026-03-10T11:58:30+00:00")]
    public void Times_days_and_spans_are_understood(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), _limit.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2026-13-01")]
    [InlineData("2026-01-31T12:30:00")]
    [InlineData("P1M")]
    [InlineData("P")]
    [InlineData("3 months")]
    [InlineData("99999999999 days")]
    public void Anything_else_is_refused(string text) => Assert.True(Assert.Throws<UserErrorException>(() => _limit.Parse(text)).IsUsage);

    [Fact]
    public void A_package_may_have_its_own_or_none()
    {
        var limits = _limit.ParseEach(["a=2026-01-31T00:00:00Z", "B_c=false"]);

        Assert.Equal(new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), limits[PackageName.Parse("a")]);
        Assert.Null(limits[PackageName.Parse("b-c")]);
        Assert.Throws<UserErrorException>(() => _limit.ParseEach(["a"]));
    }

    /// <summary>A clock in a place one hour east of Greenwich.</summary>
    private sealed class FixedTime : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), "test", "test");

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
