namespace Datastamp.Decoding.Formats;

/// <summary>How a TIFF stores a pixel, held to what OpenCV decodes faithfully.</summary>
/// <param name="BitsPerSample">1, 4, 8 or 16.</param>
/// <param name="SamplesPerPixel">1 to 4.</param>
/// <param name="Compression">The TIFF code of the compression.</param>
/// <param name="Planar">Each sample in strips of its own.</param>
internal readonly record struct TiffPixel(ulong BitsPerSample, ulong SamplesPerPixel, ulong Compression, bool Planar)
{
    private const ulong White = 0, Black = 1, Rgb = 2, Palette = 3, Cmyk = 5, YCbCr = 6;
    private const ulong AssociatedAlpha = 1;

    /// <summary>Bytes that a row of <paramref name="width"/> uncompressed pixels takes.</summary>
    public ulong RowBytes(ulong width) => ((width * BitsPerSample * (Planar ? 1 : SamplesPerPixel)) + 7) / 8;

    public static TiffPixel Read(in TiffBytes file, TiffDirectory directory)
    {
        var pixel = new TiffPixel(
            directory.Value(file, TiffDirectory.BitsPerSample, 1),
            directory.Value(file, TiffDirectory.SamplesPerPixel, 1),
            directory.Value(file, TiffDirectory.Compression, 1),
            directory.Value(file, TiffDirectory.PlanarConfiguration, 1) == 2);
        var photometric = directory.Get(TiffDirectory.Photometric, "photometric interpretation").Value(file);
        RequireUniform(file, directory, pixel);

        var supported = photometric switch
        {
            White or Black => (pixel.BitsPerSample is 8 && pixel.SamplesPerPixel <= 2) || (pixel.BitsPerSample is 1 or 16 && pixel.SamplesPerPixel == 1),
            Rgb => pixel.BitsPerSample is 8 or 16 && pixel.SamplesPerPixel is 3 or 4,
            Palette => pixel.BitsPerSample is 4 or 8 && pixel.SamplesPerPixel == 1,
            Cmyk => pixel.BitsPerSample is 8 && pixel.SamplesPerPixel == 4,
            YCbCr => pixel.BitsPerSample is 8 && pixel.SamplesPerPixel == 3 && pixel.Compression == 7,
            _ => false,
        };
        if (!supported || pixel.SamplesPerPixel is 0 or > 4)
        {
            throw new BadImageException(
                $"unsupported: TIFF of {pixel.SamplesPerPixel} samples of {pixel.BitsPerSample} bits, photometric interpretation {photometric}");
        }

        if (pixel.Compression is not (1 or 2 or 3 or 4 or 5 or 7 or 8 or 32773 or 32946))
        {
            throw new BadImageException($"unsupported: TIFF compression {pixel.Compression}");
        }

        if (photometric == Palette && directory.Get(TiffDirectory.ColorMap, "palette") is var map && (map.Type != 3 || map.Count != 3ul << (int)pixel.BitsPerSample))
        {
            throw new BadImageException("corrupt: the palette has a wrong size");
        }

        if (pixel is { Planar: true, BitsPerSample: 16, SamplesPerPixel: > 1 })
        {
            throw new BadImageException("unsupported: 16-bit planes (OpenCV 4.13 mixes them up)");
        }

        return directory.Value(file, TiffDirectory.ExtraSamples, 0) == AssociatedAlpha
            ? throw new BadImageException("unsupported: colours multiplied by alpha")
            : pixel;
    }

    private static void RequireUniform(in TiffBytes file, TiffDirectory directory, in TiffPixel pixel)
    {
        if (directory.Value(file, TiffDirectory.SampleFormat, 1) != 1)
        {
            throw new BadImageException("unsupported: samples that are not unsigned integers");
        }

        if (directory.Value(file, TiffDirectory.FillOrder, 1) is not (1 or 2))
        {
            throw new BadImageException("corrupt: illegal fill order");
        }

        if (directory.Find(TiffDirectory.BitsPerSample) is not { Count: > 1 } bits)
        {
            return;
        }

        if (bits.Count != pixel.SamplesPerPixel)
        {
            throw new BadImageException("corrupt: bit depths and samples differ in number");
        }

        for (ulong i = 1; i < bits.Count; i++)
        {
            if (bits.Value(file, i) != pixel.BitsPerSample)
            {
                throw new BadImageException("unsupported: samples of different bit depths");
            }
        }
    }
}
