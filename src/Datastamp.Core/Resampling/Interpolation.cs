namespace Datastamp.Resampling;

/// <summary>The filter that resampling uses, by Pillow's names and definitions.</summary>
public enum Interpolation
{
    /// <summary>The sample under the centre of the output pixel. No antialiasing.</summary>
    Nearest,

    /// <summary>The average over the output pixel's area (support 0.5).</summary>
    Box,

    /// <summary>A triangle (support 1).</summary>
    Bilinear,

    /// <summary>Keys' cubic with a = -0.5 (support 2).</summary>
    Bicubic,

    /// <summary>Lanczos windowed sinc (support 3).</summary>
    Lanczos,
}
