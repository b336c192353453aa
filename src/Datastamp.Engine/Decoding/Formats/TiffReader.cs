namespace Datastamp.Decoding.Formats;

/// <summary>
/// Checks the first page of a TIFF or BigTIFF: that OpenCV decodes its kind to what it stores, and that every strip or
/// tile lies within the file and is long enough where that can be told (TIFF 6.0).
/// </summary>
internal static class TiffReader
{
    private const ulong Uncompressed = 1, Jpeg = 7;

    /// <inheritdoc cref="ImageInspector.Inspect"/>
    public static ImageHeader Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 8)
        {
            throw new BadImageException("truncated: ends within the header");
        }

        var bytes = new TiffBytes(file);
        var directory = TiffDirectory.Read(bytes);
        var width = directory.Get(TiffDirectory.ImageWidth, "width").Value(bytes);
        var height = directory.Get(TiffDirectory.ImageLength, "height").Value(bytes);
        if (width == 0 || height == 0)
        {
            throw new BadImageException(width == 0 ? "zero width" : "zero height");
        }

        if (width > 1 << 30 || height > 1 << 30)
        {
            throw new BadImageException($"too large: {width}×{height} pixels");
        }

        var pixel = TiffPixel.Read(bytes, directory);
        CheckData(bytes, directory, pixel, width, height);
        var orientation = directory.Value(bytes, TiffDirectory.Orientation, 1);
        return new ImageHeader(ImageFormat.Tiff, (int)width, (int)height) { Orientation = orientation is >= 1 and <= 8 ? (int)orientation : 1 };
    }

    private static void CheckData(in TiffBytes file, TiffDirectory directory, in TiffPixel pixel, ulong width, ulong height)
    {
        var tiled = directory.Find(TiffDirectory.TileOffsets) is not null;
        var blockWidth = tiled ? directory.Value(file, TiffDirectory.TileWidth, 0) : width;
        var blockHeight = tiled
            ? directory.Value(file, TiffDirectory.TileLength, 0)
            : Math.Min(height, directory.Value(file, TiffDirectory.RowsPerStrip, height));
        if (blockWidth is 0 or > 1 << 30 || blockHeight is 0 or > 1 << 30)
        {
            throw new BadImageException("corrupt: illegal strip or tile size");
        }

        if (tiled && pixel is { Compression: Uncompressed, BitsPerSample: 8, SamplesPerPixel: < 4 })
        {
            throw new BadImageException("unsupported: uncompressed 8-bit tiles (OpenCV 4.13 with libtiff 4.7.1 does not read them)");
        }

        var rows = (height + blockHeight - 1) / blockHeight;
        var blocks = rows * ((width + blockWidth - 1) / blockWidth) * (pixel.Planar ? pixel.SamplesPerPixel : 1);
        var offsets = directory.Get(tiled ? TiffDirectory.TileOffsets : TiffDirectory.StripOffsets, "data offsets");
        var lengths = directory.Get(tiled ? TiffDirectory.TileByteCounts : TiffDirectory.StripByteCounts, "data lengths");
        if (offsets.Count < blocks || lengths.Count < blocks)
        {
            throw new BadImageException("corrupt: fewer strips or tiles than the image needs");
        }

        for (ulong i = 0; i < blocks; i++)
        {
            var data = file.Slice(offsets.Value(file, i), lengths.Value(file, i));
            var last = !tiled && i % rows == rows - 1;
            var dataRows = last ? height - (blockHeight * (rows - 1)) : blockHeight;
            var needed = pixel.RowBytes(blockWidth) * dataRows;
            if (pixel.Compression == Jpeg)
            {
                var jpeg = data is [0xFF, 0xD8, ..] ? JpegReader.Read(data) : throw new BadImageException($"corrupt: strip or tile {i} is no JPEG");
                if (!pixel.Planar && ((ulong)jpeg.Width != blockWidth || (ulong)jpeg.Height < dataRows))
                {
                    throw new BadImageException($"corrupt: the JPEG in strip or tile {i} has another size");
                }
            }
            else if (pixel.Compression == Uncompressed && (ulong)data.Length < needed)
            {
                throw new BadImageException($"truncated: strip or tile {i} has {data.Length} of {needed} bytes");
            }
            else if (pixel.Compression != Uncompressed && !TiffStrip.IsWhole(pixel.Compression, data, (long)needed))
            {
                throw new BadImageException($"corrupt: strip or tile {i} does not decompress");
            }
        }
    }
}
