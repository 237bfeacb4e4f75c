using Kiln.Engine.Io;
namespace Kiln.Engine.Interpreters;
/// <summary>temp</summary>
public sealed record InterpreterInfo(FsPath Executable, uint Magic, string CacheTag, int Minor);
