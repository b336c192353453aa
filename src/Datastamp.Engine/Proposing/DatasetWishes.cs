namespace Datastamp.Proposing;

/// <summary>What is asked of all proposed datasets, in the words of a project's items; blank for nothing.</summary>
/// <param name="Resize">Of images.</param>
/// <param name="CenterCrop">Of images.</param>
/// <param name="Segments">Of videos.</param>
public sealed record DatasetWishes(string Resize = "", string CenterCrop = "", string Segments = "");
