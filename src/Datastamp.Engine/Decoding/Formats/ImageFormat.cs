namespace Datastamp.Decoding.Formats;

/// <summary>The image containers that Datastamp reads.</summary>
public enum ImageFormat
{
    /// <summary>JPEG: baseline, progressive, arithmetic; grey, YCbCr, CMYK.</summary>
    Jpeg,

    /// <summary>PNG, also animated (its first frame).</summary>
    Png,

    /// <summary>GIF, also animated (its first frame).</summary>
    Gif,

    /// <summary>Windows bitmap.</summary>
    Bmp,

    /// <summary>WebP, lossy or lossless, also animated (its first frame).</summary>
    WebP,

    /// <summary>TIFF, its first page.</summary>
    Tiff,

    /// <summary>PBM, PGM and PPM, text or binary.</summary>
    Pnm,

    /// <summary>JPEG 2000, in its JP2 container or as a bare codestream.</summary>
    Jpeg2000,
}
