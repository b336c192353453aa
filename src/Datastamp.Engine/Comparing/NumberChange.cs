namespace Datastamp.Comparing;

/// <summary>One number of a dataset's entry that is not what it was.</summary>
/// <param name="Name">Its place in the entry, such as <c>mixed.mean[0]</c>.</param>
/// <param name="Before">Its text before; null where it was not there.</param>
/// <param name="Now">Its text now; null where it is not there.</param>
/// <param name="By">By how much it moved; null where it is no number in both.</param>
public sealed record NumberChange(string Name, string? Before, string? Now, double? By);
