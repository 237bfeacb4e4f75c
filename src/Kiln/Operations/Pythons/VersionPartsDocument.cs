namespace Kiln.Operations.Pythons;

/// <summary>The numbers of a version, for programs.</summary>
internal sealed record VersionPartsDocument(int Major, int Minor, int Patch);
