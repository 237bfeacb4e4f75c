namespace Kiln.Compiler.Tests.Support;

/// <summary>Damages streams as disks, editors and attackers do.</summary>
internal static class Mutation
{
    /// <summary>A copy with one to four bytes changed, or a part left out.</summary>
    public static byte[] Of(byte[] stream, Random random)
    {
        byte[] copy = [.. stream];
        for (int count = random.Next(1, 5); count > 0; count--)
            copy[random.Next(copy.Length)] = (byte)random.Next(256);
        if (random.Next(4) > 0)
            return copy;
        int start = random.Next(copy.Length);
        int end = random.Next(start, copy.Length);
        return [.. copy[..start], .. copy[end..]];
    }
}
