using Kiln.Engine.Workers;

namespace Kiln.Engine.Tests.Workers;

public sealed class JobCrewTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Jobs_that_jobs_add_are_done_before_the_crew_ends(int otherThreads)
    {
        var crew = new JobCrew<object>(() => new object());
        int done = 0;
        for (int i = 0; i < 10; i++)
            crew.Add(_ => AddMore(depth: 3));
        crew.Run("test", otherThreads);
        Assert.Equal(10 * (1 + 2 + 4 + 8), done);

        void AddMore(int depth)
        {
            Interlocked.Increment(ref done);
            for (int i = 0; i < (depth > 0 ? 2 : 0); i++)
                crew.Add(_ => AddMore(depth - 1));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void What_a_job_throws_ends_the_crew_and_is_thrown_on(int otherThreads)
    {
        var crew = new JobCrew<object>(() => new object());
        for (int i = 0; i < 10; i++)
            crew.Add(_ => throw new InvalidOperationException("broken"));
        Assert.Throws<InvalidOperationException>(() => crew.Run("test", otherThreads));
    }

    [Fact]
    public void Scratch_is_never_shared_by_two_jobs_at_once()
    {
        var crew = new JobCrew<int[]>(() => new int[1]);
        bool wasShared = false;
        for (int i = 0; i < 1000; i++)
        {
            crew.Add(scratch =>
            {
                wasShared |= Interlocked.Increment(ref scratch[0]) != 1;
                Interlocked.Decrement(ref scratch[0]);
            });
        }
        crew.Run("test", otherThreads: 3);
        Assert.False(wasShared);
    }
}
