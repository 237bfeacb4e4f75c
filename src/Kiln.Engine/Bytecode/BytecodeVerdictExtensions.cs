namespace Kiln.Engine.Bytecode;

/// <summary>What a <see cref="BytecodeVerdict"/> means.</summary>
public static class BytecodeVerdictExtensions
{
    /// <summary>True if nothing is compiled at import.</summary>
    public static bool IsUsed(this BytecodeVerdict verdict) => verdict is BytecodeVerdict.Used or BytecodeVerdict.UsedThoughChanged;
}
