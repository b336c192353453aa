namespace Datastamp.Probing;

/// <summary>A file's tables are whole, and name no video stream: no other tier need look, and what those took for one would be a picture.</summary>
internal sealed class NoVideoStreamException() : BadVideoException("it has no video stream");
