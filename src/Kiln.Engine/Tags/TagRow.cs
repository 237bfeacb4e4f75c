namespace Kiln.Engine.Tags;

/// <summary>
/// A Python tag with an ABI tag that an interpreter takes, in the order of preference: on each of its platforms in turn, or on
/// <c>any</c> only.
/// </summary>
internal readonly record struct TagRow(string Python, string Abi, bool IsForAnyPlatform);
