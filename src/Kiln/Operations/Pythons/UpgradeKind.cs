namespace Kiln.Operations.Pythons;

/// <summary>Whether Pythons are brought to the newest patch version.</summary>
internal enum UpgradeKind
{
    /// <summary>They are not.</summary>
    None,

    /// <summary><c>kiln python install --upgrade</c></summary>
    Install,

    /// <summary><c>kiln python upgrade</c>: without names, all that are there.</summary>
    Upgrade,
}
