namespace Kiln.Engine.Pins;

/// <summary>In what role the user named a project; the order is that of comments.</summary>
public enum PinOriginKind : byte
{
    /// <summary>A file of constraints.</summary>
    Constraint,

    /// <summary>A file of overrides.</summary>
    Override,

    /// <summary>A file of requirements.</summary>
    Requirement,

    /// <summary>A project.</summary>
    Project,

    /// <summary>A dependency group of a project.</summary>
    Group,
}
