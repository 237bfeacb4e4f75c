namespace Kiln.Engine.Resolution;

/// <summary>A statement about a package that followed from an incompatibility.</summary>
/// <param name="Index">Its place in the order of all decisions and derivations.</param>
/// <param name="Level">How many decisions stood when it was made.</param>
/// <param name="Cause">What it followed from.</param>
/// <param name="Known">All that is known of the package with it.</param>
internal sealed record Derivation(int Index, int Level, Incompatibility Cause, Term Known);
