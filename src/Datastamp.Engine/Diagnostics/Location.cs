namespace Datastamp.Diagnostics;

/// <summary>Where something stands.</summary>
/// <param name="File">The file, or null.</param>
/// <param name="Line">The line, from 1; 0 where it is not known.</param>
/// <param name="Column">The column, from 1; 0 where it is not known.</param>
public readonly record struct Location(string? File, int Line = 0, int Column = 0);
