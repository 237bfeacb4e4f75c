namespace Kiln.Compiler.Tests.Replaying;

/// <summary>A code object of a recording: what CPython's code generation knew, and what came out. Values are as the interpreter prints them.</summary>
internal sealed class ReplayUnit
{
    /// <summary>The lines that are a word and a value.</summary>
    public Dictionary<string, string> Fields { get; } = [];

    public List<ReplayInstruction> Before { get; } = [];

    /// <summary>Labels, and the index of the instruction that each stands before.</summary>
    public List<(int Label, int Index)> Labels { get; } = [];

    public List<ReplayInstruction> After { get; } = [];

    public string this[string field] => Fields[field];

    /// <summary>A number of a line such as <c>META first=1 flags=0</c>.</summary>
    public int Number(string field, string name)
    {
        string word = Fields[field].Split(' ').Single(each => each.StartsWith(name + "=", StringComparison.Ordinal));
        return int.Parse(word[(name.Length + 1)..]);
    }
}
