using System.CommandLine;
using Kiln.Engine.Installing;
using Kiln.Engine.Wheels;
using Kiln.Operations;

namespace Kiln.Cli.Pip;

/// <summary>The words that say how a wheel's files arrive: checked against which hashes, linked how, compiled or not.</summary>
internal sealed class ArrivalOptionSet(CommandContext context)
{
    private static readonly Choice<LinkMode> LinkModes =
        new(("clone", Kiln.Engine.Installing.LinkMode.Clone), ("copy", Kiln.Engine.Installing.LinkMode.Copy),
            ("hardlink", Kiln.Engine.Installing.LinkMode.Hardlink), ("symlink", Kiln.Engine.Installing.LinkMode.Symlink),
            ("reflink", Kiln.Engine.Installing.LinkMode.Clone));

    private static readonly Choice<RecordVerification> Verifications =
        new(("warn", RecordVerification.Warn), ("strict", RecordVerification.Strict), ("off", RecordVerification.Off));

    private readonly Option<string?> _linkMode = Words.Value(
        "How files come from the cache into the environment [env: KILN_LINK_MODE]", "clone|copy|hardlink|symlink", "--link-mode").WithValues(LinkModes.Names);
    private readonly FlagPair _compile = new(
        Words.Flag("Compile what was installed; failures then exit 1 [env: KILN_COMPILE_BYTECODE]", "--compile-bytecode", "--compile"),
        Words.Flag("Do not compile what was installed", "--no-compile-bytecode", "--no-compile"));
    private readonly FlagPair _requireHashes = new(
        Words.Flag("Require a version and a hash of every requirement [env: KILN_REQUIRE_HASHES]", "--require-hashes"),
        Words.Flag("", "--no-require-hashes").Unlisted());
    private readonly FlagPair _verifyHashes = new(
        Words.Flag("", "--verify-hashes").Unlisted(),
        Words.Flag("Compare with no hashes, even if requirements have some [env: KILN_NO_VERIFY_HASHES]", "--no-verify-hashes"));
    private readonly Option<string?> _verifyRecord = Words.Value(
        "What a RECORD that disagrees with its wheel means [env: KILN_VERIFY_RECORD]", Verifications.HelpName, "--verify-record").WithValues(Verifications.Names);

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All => [_linkMode, .. _compile.All, .. _requireHashes.All, .. _verifyHashes.All, _verifyRecord];

    /// <summary>How files come into the environment.</summary>
    public LinkMode? LinkMode(ParseResult result)
    {
        if (result.GetValue(_linkMode) is { } option)
            return LinkModes.Parse(option, _linkMode.Name);
        if (context.Environment.LinkMode is { } variable)
            return LinkModes.Parse(variable.Value, variable.Name);
        return context.Settings(result).LinkMode is { } setting ? LinkModes.Parse(setting) : null;
    }

    /// <summary>Whether compiling follows.</summary>
    public CompileChoice Compile(ParseResult result)
    {
        bool? said = _compile.Read(result) ?? context.Environment.CompilesBytecode ?? context.Settings(result).CompilesBytecode;
        return new CompileChoice(IsOn: said ?? true, IsAskedFor: said == true);
    }

    /// <summary>Whether hashes are required.</summary>
    public bool RequireHashes(ParseResult result) =>
        _requireHashes.Read(result) ?? context.Environment.RequiresHashes ?? context.Settings(result).RequiresHashes ?? false;

    /// <summary>Whether hashes are looked at.</summary>
    public bool VerifyHashes(ParseResult result) =>
        _verifyHashes.Read(result) ?? !context.Environment.VerifiesNoHashes ?? context.Settings(result).VerifiesHashes ?? true;

    /// <summary>What a wrong RECORD means.</summary>
    public RecordVerification VerifyRecord(ParseResult result)
    {
        if (result.GetValue(_verifyRecord) is { } option)
            return Verifications.Parse(option, _verifyRecord.Name);
        if (context.Environment.RecordVerification is { } variable)
            return Verifications.Parse(variable.Value, variable.Name);
        return context.Settings(result).RecordVerification is { } setting ? Verifications.Parse(setting) : RecordVerification.Warn;
    }
}
