using Kiln.Engine.Environments;
using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>What removing a distribution takes away: its files, all bytecode of its sources, its metadata.</summary>
/// <param name="Package">The distribution.</param>
/// <param name="Paths">Files and links, none twice.</param>
/// <param name="Warnings">What could not be understood, a sentence each.</param>
public sealed record RemovalPlan(InstalledPackage Package, IReadOnlyList<FsPath> Paths, IReadOnlyList<string> Warnings);
