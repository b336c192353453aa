namespace Datastamp.Guarding;

/// <summary>A file that a process has in hand, as its note says.</summary>
/// <param name="Since">Since when, in UTC ticks.</param>
/// <param name="Dataset">What stands for its dataset.</param>
/// <param name="Id">What stands for its contents: of an image their SHA-256, of a video that of its path, length, time and stamp.</param>
/// <param name="Key">The end of its key, for people.</param>
internal sealed record HandEntry(long Since, long Dataset, byte[] Id, string Key);
