namespace Kiln.Engine.Resolution;

/// <summary>How an incompatibility stands to what is known.</summary>
internal enum Relation : byte
{
    /// <summary>More than one of its statements is open.</summary>
    Open,

    /// <summary>All but one hold, so that the last must not.</summary>
    AlmostSatisfied,

    /// <summary>One cannot hold any more.</summary>
    Contradicted,

    /// <summary>All hold: a conflict.</summary>
    Satisfied,
}
