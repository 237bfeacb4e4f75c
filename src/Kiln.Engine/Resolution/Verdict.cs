namespace Kiln.Engine.Resolution;

/// <summary>What came of looking at a version: the wheel to take, or why none can be taken.</summary>
internal readonly record struct Verdict(Candidate? Wheel, Obstacle? Obstacle);
