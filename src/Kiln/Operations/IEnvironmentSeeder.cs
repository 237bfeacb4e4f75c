using Kiln.Engine.Interpreters;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>Puts the first packages into a new environment.</summary>
internal interface IEnvironmentSeeder
{
    /// <summary>Installs the newest of each named package, as wheels only, into the environment of an interpreter.</summary>
    void Seed(InterpreterInfo environment, IReadOnlyList<string> packages, SeedSource source, Output output, CancellationToken cancellation);
}
