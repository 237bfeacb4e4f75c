namespace Kiln.Engine.Resolution;

/// <summary>A statement and the package it is about, by its number in the <see cref="PackageTable"/>.</summary>
internal readonly record struct PackageTerm(int Package, Term Term);
