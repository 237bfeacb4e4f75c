namespace Kiln.Compiler.Tests.Replaying;

/// <summary>The recording of one source: its code objects, inner ones first, and what marshal made of them.</summary>
internal sealed record ReplayFile(List<ReplayUnit> Units, int SourceLength, byte[] Marshalled)
{
    /// <summary>The name that the source was compiled under.</summary>
    public string Name => Units[^1]["FILE"].Trim('\'');
}
