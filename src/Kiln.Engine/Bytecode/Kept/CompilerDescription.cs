using System.Globalization;
using System.Text;
using Kiln.Compiler.Pyc;
using Kiln.Engine.Interpreters;

namespace Kiln.Engine.Bytecode.Kept;

/// <summary>
/// Everything but the source that decides which code a compiler makes of it: two compilers with one description make the same.
/// The magic number alone does not: 3.12.1 and 3.12.4 have one, and compile some sources otherwise.
/// </summary>
internal sealed class CompilerDescription
{
    // Of what is kept, not of Python's: goes up when code is made or stored in another way.
    private const int Format = 2;

    private CompilerDescription(string text)
    {
        Text = text;
        ulong hash = SourceHash.Compute(Encoding.UTF8.GetBytes(text), magic: 0, SipHashRounds.OneThree);
        FolderName = hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <summary>The description, a line for each thing.</summary>
    public string Text { get; }

    /// <summary>Its name on disk.</summary>
    public string FolderName { get; }

    /// <summary>The compiler of an interpreter at a level, with the options that change code.</summary>
    public static CompilerDescription Of(InterpreterInfo interpreter, BytecodeOptions options, int level) => new(string.Join('\n',
        $"format {Format}",
        $"engine {options.EngineIdentity}",
        $"{interpreter.ImplementationName} {interpreter.Version}",
        // The very build: two of one version may have been patched or configured in different ways.
        $"build {interpreter.Build}",
        $"magic {interpreter.Magic:x8}",
        $"abi {interpreter.AbiFlags} {interpreter.PointerSize}",
        $"flags {string.Join(' ', options.InterpreterFlags)}",
        $"level {level}"));

    /// <summary>The same where whole files are kept, with their header.</summary>
    public CompilerDescription WithHeader(InvalidationMode mode) => new($"{Text}\nheader {InvalidationModeName.Of(mode)}");
}
