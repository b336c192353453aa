namespace Datastamp.Output.Languages;

/// <summary>Where the labels and columns of a dataset lie in the embedded resource.</summary>
/// <param name="ResourceName">The resource's name.</param>
/// <param name="Start">The place of its first byte.</param>
/// <param name="End">The place after its last byte.</param>
/// <param name="Identity">The number that it begins with, which no other block is likely to have.</param>
internal sealed record ClipBlock(string ResourceName, long Start, long End, long Identity);
