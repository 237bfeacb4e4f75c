using Kiln.Compiler.CodeObjects;
using Kiln.Compiler.Marshal;
using Kiln.Compiler.Tests.Support;

namespace Kiln.Compiler.Tests.Replaying;

/// <summary>What CPython 3.13.5 recorded of snippets.txt, which has something for every pass of the flow graph.</summary>
public class ReplayTests
{
    private static readonly Target Target = new(minor: 13, micro: 5);

    [Fact]
    public void Code_objects_are_those_that_CPython_recorded()
    {
        Replay replay = new(Target);
        CodeUnit unit = new();
        int count = 0;
        foreach (ReplayFile file in Recordings())
        {
            replay.Begin();
            foreach (ReplayUnit recorded in file.Units)
            {
                replay.Fill(recorded, unit);
                Assert.True(replay.Assemble(unit, out int number).IsNone);
                Assert.Null(replay.Compare(recorded, unit, number));
                replay.Keep(recorded, number);
                count++;
            }
        }

        Assert.True(count > 40, $"only {count} code objects were recorded");
    }

    [Fact]
    public void Streams_are_those_that_CPython_recorded()
    {
        Replay replay = new(Target);
        foreach (ReplayFile file in Recordings())
            Assert.Equal(Convert.ToHexString(file.Marshalled), Convert.ToHexString(replay.Marshal(AssembleAll(replay, file), file.Name)));
    }

    [Fact]
    public void A_replay_notices_a_changed_recording()
    {
        ReplayFile file = Recordings().First();
        ReplayUnit recorded = file.Units[^1];
        foreach (string field in (string[])["CODE", "LINES", "KINDS"])
        {
            string right = recorded.Fields[field];
            recorded.Fields[field] = right + "00";
            Replay replay = new(Target);
            replay.Begin();
            CodeUnit unit = new();
            replay.Fill(recorded, unit);
            Assert.True(replay.Assemble(unit, out int number).IsNone);
            Assert.StartsWith(field, replay.Compare(recorded, unit, number), StringComparison.Ordinal);
            recorded.Fields[field] = right;
        }
    }

    [Fact]
    public void Streams_can_be_walked_through()
    {
        Replay replay = new(Target);
        MarshalTree tree = new();
        foreach (ReplayFile file in Recordings())
        {
            byte[] stream = replay.Marshal(AssembleAll(replay, file), file.Name).ToArray();
            Assert.Equal(new MarshalOutcome(MarshalStatus.Ok, stream.Length), tree.Read(stream, CodeShape.OfPython(Target.Minor)));
        }
    }

    private static int AssembleAll(Replay replay, ReplayFile file)
    {
        CodeUnit unit = new();
        int number = 0;
        replay.Begin();
        foreach (ReplayUnit recorded in file.Units)
        {
            replay.Fill(recorded, unit);
            Assert.True(replay.Assemble(unit, out number).IsNone);
            replay.Keep(recorded, number);
        }

        return number;
    }

    private static IEnumerable<ReplayFile> Recordings() => ReplayReader.Read(new StringReader(Resources.Read("recordings.txt")));
}
