namespace Kiln.Compiler.Pyc;

/// <summary>The two forms of SipHash that CPython has used for source hashes.</summary>
public enum SipHashRounds
{
    /// <summary>One round per word, three at the end: Python 3.11 and newer.</summary>
    OneThree,

    /// <summary>Two rounds per word, four at the end: Python 3.7 to 3.10, and PyPy.</summary>
    TwoFour,
}
