namespace Datastamp.Probing;

/// <summary>A way to a frame.</summary>
/// <param name="Number">The frame's number by OpenCV's count, if decoding begins at <paramref name="Key"/>.</param>
/// <param name="Key">The index of the key frame at which decoding begins.</param>
internal readonly record struct SeekTarget(int Number, int Key);
