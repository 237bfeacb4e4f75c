namespace Kiln.Compiler;

/// <summary>What is done with a source of which CPython's compiler gives a warning.</summary>
public enum WarningPolicy
{
    /// <summary>It goes to the interpreter, which shows the warning, or rejects the source where its filters make warnings errors.</summary>
    HandBack,

    /// <summary>It is compiled, and no word said.</summary>
    Ignore,
}
