namespace Kiln.Engine.Io;

/// <summary>What is piped into Kiln itself, for options that take <c>-</c> as a file.</summary>
internal static class StandardInput
{
    /// <summary>All of it, to its end; nothing the second time.</summary>
    public static byte[] ReadAll()
    {
        using var input = Console.OpenStandardInput();
        var content = new MemoryStream();
        input.CopyTo(content);
        return content.ToArray();
    }
}
