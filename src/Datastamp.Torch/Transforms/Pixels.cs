using Datastamp.Geometry;

namespace Datastamp.Torch.Transforms;

/// <summary>An image of 8-bit samples, H×W×C interleaved with packed rows. It looks at memory that is somebody else's.</summary>
public readonly ref struct Pixels
{
    /// <summary>An image.</summary>
    /// <param name="samples">Its samples, 0–255, H×W×C.</param>
    /// <param name="size">Its size, in pixels.</param>
    /// <param name="channels">Samples a pixel, C: 1 or 3.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is not positive, or there are neither 1 nor 3 channels.</exception>
    /// <exception cref="ArgumentException">There are not H·W·C samples.</exception>
    public Pixels(ReadOnlySpan<byte> samples, ImageSize size, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size.Width, nameof(size));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size.Height, nameof(size));
        if (channels is not 1 and not 3)
        {
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "Images have 1 or 3 channels.");
        }

        if (samples.Length != (Int128)size.Width * size.Height * channels)
        {
            throw new ArgumentException($"{samples.Length} samples given for {size} pixels of {channels} channels.", nameof(samples));
        }

        Samples = samples;
        Size = size;
        Channels = channels;
    }

    /// <summary>The samples, 0–255, H×W×C.</summary>
    public ReadOnlySpan<byte> Samples { get; }

    /// <summary>The size, in pixels.</summary>
    public ImageSize Size { get; }

    /// <summary>Samples a pixel, C: 1 or 3.</summary>
    public int Channels { get; }
}
