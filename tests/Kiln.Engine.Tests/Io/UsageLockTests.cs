using Kiln.Engine.Io;
using Kiln.Engine.Tests.Support;

namespace Kiln.Engine.Tests.Io;

public sealed class UsageLockTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, true, true)]
    [InlineData(true, false, true)]
    [InlineData(true, true, true)]
    public void Users_share_it_and_a_changer_has_it_alone(bool isFirstAlone, bool isSecondAlone, bool isSecondKeptOut)
    {
        var path = _folder / "lock";
        var first = UsageLock.TryTake(path, isFirstAlone, out _);
        using (var second = UsageLock.TryTake(path, isSecondAlone, out bool isBusy))
            Assert.Equal((isSecondKeptOut, isSecondKeptOut), (second is null, isBusy));
        first!.Dispose();
        using var third = UsageLock.TryTake(path, isSecondAlone, out _);
        Assert.NotNull(third);
    }

    [Fact]
    public void Where_no_lock_file_can_be_nobody_waits() =>
        Assert.Null(UsageLock.Take(_folder / "missing/lock", isAlone: true, CancellationToken.None));

    [Fact]
    public void Waiting_ends_when_it_is_cancelled()
    {
        using var first = UsageLock.TryTake(_folder / "lock", isAlone: true, out _);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => UsageLock.Take(_folder / "lock", isAlone: false, cancelled.Token));
    }

    public void Dispose() => _folder.Dispose();
}
