namespace Datastamp.Decoding.Formats;

/// <summary>Checks a PBM, PGM or PPM, text (P1–P3) or binary (P4–P6): that every sample is there and within range.</summary>
internal static class PnmReader
{
    /// <inheritdoc cref="ImageInspector.Inspect"/>
    public static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        var pnm = PnmLayout.Read(file);
        var samples = file[pnm.Offset..];
        var needed = pnm.IsText ? pnm.Samples : pnm.RowBytes * pnm.Height;
        if (samples.Length < needed)
        {
            throw new BadImageException("truncated: ends within the samples");
        }

        if (pnm.IsText)
        {
            var text = new PnmText(samples);
            for (long i = 0; i < pnm.Samples; i++)
            {
                _ = pnm.NextSample(ref text);
            }
        }

        return new ImageHeader(ImageFormat.Pnm, pnm.Width, pnm.Height);
    }
}
