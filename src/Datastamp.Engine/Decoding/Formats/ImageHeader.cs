namespace Datastamp.Decoding.Formats;

/// <summary>What an encoded image says of itself, read from its own bytes before any pixel is decoded.</summary>
/// <param name="Format">The container, told by its signature and never by the file's extension.</param>
/// <param name="Width">Coded width in pixels, before any orientation is applied.</param>
/// <param name="Height">Coded height in pixels, before any orientation is applied.</param>
public readonly record struct ImageHeader(ImageFormat Format, int Width, int Height)
{
    /// <summary>
    /// The orientation tag of a TIFF, 1–8; 1 for every other format, whose orientation OpenCV reads itself. To show the
    /// image upright: 2 mirror left-right, 3 turn by 180°, 4 mirror top-bottom, 5 transpose, 6 transpose and mirror
    /// left-right (90° clockwise), 7 transpose and turn by 180°, 8 transpose and mirror top-bottom (90° anticlockwise).
    /// </summary>
    public int Orientation { get; init; } = 1;
}
