namespace Datastamp.Sources;

/// <summary>A container among those of a source.</summary>
/// <param name="Volume">The container.</param>
/// <param name="Prefix">What its keys start with: nothing, or its name and a slash.</param>
/// <param name="Ticks">When it was last written, in UTC ticks; 0 where that is not known.</param>
/// <param name="Stamp">What changes with it beside length and time; 0 where its time does not prove that it is unchanged.</param>
internal sealed record VolumeFile(Volume Volume, string Prefix, long Ticks, long Stamp);
