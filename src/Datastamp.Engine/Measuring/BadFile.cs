namespace Datastamp.Measuring;

/// <summary>A file that is not a whole, valid image or video.</summary>
/// <param name="Key">Its key in the source.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record BadFile(string Key, string Reason);
