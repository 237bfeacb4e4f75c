namespace Kiln.Engine.Wheels;

/// <summary>A command that a wheel asks for (<c>console_scripts</c>, <c>gui_scripts</c> of entry_points.txt).</summary>
/// <param name="Name">The command's name: one component that stays in the scripts folder.</param>
/// <param name="Module">The module to import, with dots.</param>
/// <param name="Attribute">The object in it to call, with dots.</param>
/// <param name="IsGui">True for <c>gui_scripts</c>: Windows opens no console for it.</param>
public sealed record EntryPoint(string Name, string Module, string Attribute, bool IsGui);
