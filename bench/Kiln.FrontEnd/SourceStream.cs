namespace Kiln.FrontEnd;

/// <summary>How judged programs are given sources: each after a line with its length.</summary>
internal static class SourceStream
{
    /// <summary>The next source; null at the end.</summary>
    public static byte[]? Next(Stream input)
    {
        int length = 0;
        int value;
        for (value = input.ReadByte(); value is >= '0' and <= '9'; value = input.ReadByte())
            length = (length * 10) + (value - '0');
        if (value < 0)
            return null;
        byte[] source = new byte[length];
        input.ReadExactly(source);
        return source;
    }
}
