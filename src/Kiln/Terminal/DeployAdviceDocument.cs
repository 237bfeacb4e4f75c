namespace Kiln.Terminal;

/// <summary>That bytecode should be compiled with another invalidation mode, in a <see cref="VerifyDocument"/>.</summary>
internal sealed record DeployAdviceDocument(string Risk, int Files, string InvalidationMode);
