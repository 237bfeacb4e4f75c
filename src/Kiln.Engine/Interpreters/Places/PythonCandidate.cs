using Kiln.Engine.Io;

namespace Kiln.Engine.Interpreters.Places;

/// <summary>A file that may be a Python, not asked yet.</summary>
/// <param name="Executable">Its path, absolute.</param>
/// <param name="Place">Where it was found, as it stands in messages: "VIRTUAL_ENV".</param>
/// <param name="IsEnvironment">True if an environment of the user's is there for sure: if it is broken, that is an error.</param>
internal readonly record struct PythonCandidate(FsPath Executable, string Place, bool IsEnvironment);
