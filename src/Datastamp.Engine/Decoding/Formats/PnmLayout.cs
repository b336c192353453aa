namespace Datastamp.Decoding.Formats;

/// <summary>What the header of a PNM declares.</summary>
internal readonly record struct PnmLayout
{
    public int Width { get; private init; }

    public int Height { get; private init; }

    /// <summary>1 or 3.</summary>
    public int Channels { get; private init; }

    public bool IsBitmap { get; private init; }

    public bool IsText { get; private init; }

    /// <summary>The sample that is white: 1–65535; above 255, binary samples have two bytes, high byte first.</summary>
    public int Maximum { get; private init; }

    /// <summary>Where the samples begin.</summary>
    public int Offset { get; private init; }

    public long Samples => (long)Width * Height * Channels;

    /// <summary>Bytes a row, in binary.</summary>
    public long RowBytes => IsBitmap ? ((long)Width + 7) / 8 : (long)Width * Channels * (Maximum > 255 ? 2 : 1);

    public static PnmLayout Read(ReadOnlySpan<byte> file)
    {
        var kind = file[1] - '0';
        var header = new PnmText(file[2..]);
        var width = header.NextNumber();
        var height = header.NextNumber();
        var isBitmap = kind is 1 or 4;
        var maximum = isBitmap ? 1 : header.NextNumber();
        if (width == 0 || height == 0)
        {
            throw new BadImageException(width == 0 ? "zero width" : "zero height");
        }

        if (maximum is 0 or > 65535)
        {
            throw new BadImageException($"corrupt: maximum {maximum} is not within 1–65535");
        }

        header.EndHeader();
        return new PnmLayout
        {
            Width = width,
            Height = height,
            Channels = kind is 3 or 6 ? 3 : 1,
            IsBitmap = isBitmap,
            IsText = kind <= 3,
            Maximum = maximum,
            Offset = 2 + header.At,
        };
    }

    /// <summary>The next sample of a text file.</summary>
    public int NextSample(ref PnmText text)
    {
        var sample = IsBitmap ? text.NextBit() : text.NextNumber();
        return sample <= Maximum
            ? sample
            : throw new BadImageException($"corrupt: sample {sample} is above the maximum {Maximum}");
    }
}
