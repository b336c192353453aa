namespace Datastamp.Decoding.Formats;

/// <summary>What an encoded image says of itself, read from its own bytes before any pixel is decoded.</summary>
/// <param name="Format">The container, told by its signature and never by the file's extension.</param>
/// <param name="Width">Coded width in pixels, before any orientation is applied.</param>
/// <param name="Height">Coded height in pixels, before any orientation is applied.</param>
public readonly record struct ImageHeader(ImageFormat Format, int Width, int Height);
