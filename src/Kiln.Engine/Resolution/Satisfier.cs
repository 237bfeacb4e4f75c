namespace Kiln.Engine.Resolution;

/// <summary>The step of a search after which a statement about a package was known to hold.</summary>
/// <param name="Package">The package.</param>
/// <param name="Index">The step's place in the order of all.</param>
/// <param name="Level">How many decisions stood with it.</param>
/// <param name="Cause">What it followed from; null for a decision.</param>
internal readonly record struct Satisfier(int Package, int Index, int Level, Incompatibility? Cause);
