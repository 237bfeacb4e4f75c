namespace Kiln.Engine.Environments.Activation;

/// <summary>What activation scripts say of an environment; paths as <see cref="Io.RawText"/>.</summary>
/// <param name="Root">Its root, absolute; null where the scripts find it by their own place, so that it can be moved.</param>
/// <param name="Prompt">What the prompt shows; null for the name of the root.</param>
/// <param name="Bin">The name of the folder that holds Python and the scripts.</param>
/// <param name="SitePackages">The folders for packages, as seen from <paramref name="Bin"/>.</param>
internal sealed record ActivationValues(string? Root, string? Prompt, string Bin, IReadOnlyList<string> SitePackages);
