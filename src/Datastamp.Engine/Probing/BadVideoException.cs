namespace Datastamp.Probing;

/// <summary>A file is no whole, valid video, or not one that this tier can read.</summary>
/// <param name="reason">Why, as the end of a sentence.</param>
internal class BadVideoException(string reason) : Exception(reason);
