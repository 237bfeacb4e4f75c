namespace Kiln.Engine.Tests.Support;

/// <summary>A program that answers Kiln's query as a real interpreter does, but says that it is version 3.99 of some micro version.</summary>
internal static class FakePython
{
    public static void Write(TempFolder folder, string name, int micro) => folder.Script(
        name, $"'{Pythons.Any}' \"$@\" | sed 's/\"version\": {{[^}}]*}}/\"version\": {{\"major\": 3, \"minor\": 99, \"micro\": {micro}, \"release_level\": \"final\", \"serial\": 0}}/'");
}
