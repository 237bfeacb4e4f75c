using Kiln.Compiler.Marshal;
using Kiln.Compiler.Tests.Support;

namespace Kiln.Compiler.Tests.Marshal;

public class MarshalTreeTests
{
    [Fact]
    public void References_lead_to_the_object_they_repeat()
    {
        // ('ab', ('ab',), None), the string written once.
        ReadOnlySpan<byte> stream = [(byte)')', 3, (byte)'Z' | 0x80, 2, (byte)'a', (byte)'b', (byte)')', 1, (byte)'r', 0, 0, 0, 0, (byte)'N'];
        MarshalTree tree = new();

        Assert.Equal(new MarshalOutcome(MarshalStatus.Ok, stream.Length), tree.Read(stream, CodeShape.OfPython(13)));

        MarshalType[] types =
        [
            MarshalType.SmallTuple, MarshalType.ShortAsciiInterned, MarshalType.SmallTuple, MarshalType.Reference, MarshalType.None,
        ];
        Assert.Equal(types, tree.Nodes.ToArray().Select(node => node.Type));
        Assert.Equal([5, 2, 4, 4, 5], tree.Nodes.ToArray().Select(node => node.End));
        Assert.Equal([0, 2, 6, 8, 13], tree.Nodes.ToArray().Select(node => node.Offset));
        Assert.Equal(1, tree.Resolve(3));
        Assert.Equal(1, tree.Nodes[1].ReferenceCount);
    }

    [PythonTheory]
    [MemberData(nameof(Pythons.Each), MemberType = typeof(Pythons))]
    internal void Names_are_marked_as_identifiers(PythonVersion python)
    {
        byte[] stream = Streams.Of(python, "import used\nx = 'other', 'Words'\n")[0];
        MarshalTree tree = new();
        Assert.True(tree.Read(stream, CodeShape.OfPython(python.Minor)).IsOk);
        tree.MarkIdentifiers();

        string[] identifiers = [.. tree.Nodes.ToArray().Where(node => node.IsIdentifier).Select(node => Text(stream, node))];

        Assert.Contains("used", identifiers);
        Assert.Contains("x", identifiers);
        Assert.DoesNotContain("other", identifiers);
        Assert.DoesNotContain("Words", identifiers);
    }

    private static string Text(byte[] stream, MarshalNode node) =>
        System.Text.Encoding.UTF8.GetString(stream, node.Offset + 2, node.Length - 2);
}
