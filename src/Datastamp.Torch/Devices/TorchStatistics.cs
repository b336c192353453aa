using TorchSharp;

namespace Datastamp.Torch.Devices;

/// <summary>
/// Σx, Σx² and histograms of images that are in a tensor, where the tensor is. The integers are exact: those of
/// <see cref="Statistics.SampleSums"/> and <see cref="Statistics.SampleCounts"/> for the same pixels, on every device.
/// </summary>
public static class TorchStatistics
{
    internal const int Bins = 256;

    /// <summary>Sums images of one size.</summary>
    /// <param name="pixels">
    /// N×H×W×C or N×P×C bytes, contiguous, of 1 or 3 channels, less than 2³¹ an image. On CUDA devices they are read on libtorch's
    /// default stream, from any address on, so that views into a buffer serve too.
    /// </param>
    /// <param name="sum">Receives Σx: N·C values, image by image.</param>
    /// <param name="sumOfSquares">Receives Σx²: N·C values, image by image.</param>
    /// <param name="counts">Receives how often each value occurs, N·C·256 counts, image by image and channel by channel; or is empty.</param>
    /// <remarks>Memory on the device, beside the tensor: 16·C bytes an image, and 1 KiB a channel and image for counts. On the processor a few megabytes.</remarks>
    /// <exception cref="ArgumentException">The tensor is not as above, or the lengths do not fit.</exception>
    /// <exception cref="Cuda.CudaException">The GPU failed in what is done beside libtorch.</exception>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The GPU failed in libtorch.</exception>
    public static void Compute(torch.Tensor pixels, Span<ulong> sum, Span<ulong> sumOfSquares, Span<uint> counts)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        var (images, length, channels) = Check(pixels);
        var values = images * channels;
        if (sum.Length != values || sumOfSquares.Length != values || !(counts.IsEmpty || counts.Length == values * Bins))
        {
            throw new ArgumentException($"{images} images of {channels} channels have {values} sums, as many sums of squares, and {values * Bins} counts or none.", nameof(sum));
        }

        using var scope = torch.NewDisposeScope();
        using var grad = torch.no_grad();
        var flat = pixels.view(images, length);
        if (pixels.device_type == DeviceType.CUDA)
        {
            CudaStatistics.Compute(flat, channels, sum, sumOfSquares, counts);
        }
        else
        {
            OperatorStatistics.Compute(flat, channels, sum, sumOfSquares, counts);
        }
    }

    private static (int Images, int Length, int Channels) Check(torch.Tensor pixels)
    {
        var shape = pixels.shape;
        if (pixels.dtype != torch.ScalarType.Byte)
        {
            throw new ArgumentException($"Images of bytes (uint8) are summed, and these are {pixels.dtype}.", nameof(pixels));
        }

        if (shape.Length is not (3 or 4) || shape[^1] is not (1 or 3))
        {
            throw new ArgumentException($"Images are summed that are N×H×W×C or N×P×C, of 1 or 3 channels, and these are {string.Join('×', shape)}.", nameof(pixels));
        }

        if (!pixels.is_contiguous())
        {
            throw new ArgumentException("The tensor is not contiguous. Call contiguous() first.", nameof(pixels));
        }

        var length = shape[1..].Aggregate(1L, (product, size) => product * size);
        return length is > 0 and <= int.MaxValue && shape[0] is > 0 and <= int.MaxValue / Bins
            ? ((int)shape[0], (int)length, (int)shape[^1])
            : throw new ArgumentException($"There are no pixels, or more than 2³¹ bytes an image: {string.Join('×', shape)}.", nameof(pixels));
    }
}
