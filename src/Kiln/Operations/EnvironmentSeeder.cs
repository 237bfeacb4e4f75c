using Kiln.Engine.Interpreters;
using Kiln.Terminal;

namespace Kiln.Operations;

/// <summary>Puts the first packages into a new environment as <c>pip install</c> would, and compiles nothing: uv does not either.</summary>
/// <param name="global">What every command understands.</param>
internal sealed class EnvironmentSeeder(GlobalOptions global) : IEnvironmentSeeder
{
    /// <inheritdoc/>
    public void Seed(InterpreterInfo environment, IReadOnlyList<string> packages, SeedSource source, Output output, CancellationToken cancellation) =>
        InstallPackages.Run(new InstallPackagesOptions
        {
            Global = global,
            Target = new TargetOptions { Python = environment.Executable.ToSystemString() },
            Index = source.Index,
            Network = source.Network,
            Build = new BuildOptions(),
            Requirements = packages,
            Compile = new CompileChoice(IsOn: false, IsAskedFor: false),
        }, output, cancellation);
}
