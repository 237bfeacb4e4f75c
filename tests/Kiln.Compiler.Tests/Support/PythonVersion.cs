namespace Kiln.Compiler.Tests.Support;

/// <summary>An interpreter 3.MINOR.MICRO to test against.</summary>
internal sealed record PythonVersion(string Executable, string Implementation, int Minor, int Micro, uint Magic)
{
    public bool IsCPython => Implementation == "cpython";

    public override string ToString() => $"{Implementation} 3.{Minor}.{Micro}";
}
