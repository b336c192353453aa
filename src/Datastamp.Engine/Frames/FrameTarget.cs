namespace Datastamp.Frames;

/// <summary>Gives the place for a frame's samples.</summary>
/// <param name="frame">The frame's index.</param>
/// <returns>3·H·W bytes, to be filled with the planes R, G and B, rows packed.</returns>
public delegate Span<byte> FrameTarget(int frame);
