using Kiln.Engine.Index;

namespace Kiln.Engine.Resolution;

/// <summary>The files of one version of a project.</summary>
/// <param name="Wheels">Its wheels.</param>
/// <param name="Sources">Its source distributions.</param>
public sealed record VersionFiles(IReadOnlyList<Candidate> Wheels, IReadOnlyList<RemoteFile> Sources);
