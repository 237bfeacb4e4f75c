namespace Kiln.Engine.Toml;

/// <summary>The types of TOML.</summary>
public enum TomlKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A number with a fraction or exponent, <c>inf</c>, <c>nan</c>.</summary>
    Fraction,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A date, a time, or both.</summary>
    Moment,

    /// <summary>Values in brackets, or tables under <c>[[name]]</c>.</summary>
    Array,

    /// <summary>Keys with values.</summary>
    Table,
}
