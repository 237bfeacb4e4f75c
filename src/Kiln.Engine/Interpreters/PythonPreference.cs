namespace Kiln.Engine.Interpreters;

/// <summary>Which Pythons outside of environments are taken, and which of them first; uv's words.</summary>
public enum PythonPreference
{
    /// <summary>Managed ones first, as a tool has them under its control; then those of the system.</summary>
    Managed,

    /// <summary>Managed ones only.</summary>
    OnlyManaged,

    /// <summary>Those of the system first.</summary>
    System,

    /// <summary>Those of the system only.</summary>
    OnlySystem,
}
