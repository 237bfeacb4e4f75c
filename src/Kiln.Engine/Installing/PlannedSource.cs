using Kiln.Engine.Io;

namespace Kiln.Engine.Installing;

/// <summary>A Python source of a wheel that is going to lie in site-packages, where it can be imported.</summary>
/// <param name="Entry">Its number among the wheel's entries.</param>
/// <param name="Brought">Where it lies in the cache.</param>
/// <param name="Target">Its place.</param>
public readonly record struct PlannedSource(int Entry, FsPath Brought, FsPath Target);
