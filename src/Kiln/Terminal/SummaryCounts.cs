namespace Kiln.Terminal;

/// <summary>How many files ended how.</summary>
internal readonly record struct SummaryCounts(long Compiled, long Current, long Cached, long Skipped, long Failed);
