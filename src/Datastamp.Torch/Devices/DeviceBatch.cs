using Datastamp.Diagnostics;
using Datastamp.Measuring;
using TorchSharp;

namespace Datastamp.Torch.Devices;

/// <summary>
/// Images of bytes that wait on the host, and are summed on a device together. What that takes on the device is bounded, also for
/// larger images, which go there in pieces; where not even that much is free, by half of it, and so on. Belongs to one thread.
/// </summary>
internal sealed class DeviceBatch : IDisposable
{
    /// <summary>Where this many bytes do not fit, the device is of no use.</summary>
    public const int LeastLength = 1 << 16;

    private readonly IBatchReduction reduction;
    private readonly IImageReceiver receiver;
    private readonly int channels;
    private readonly int bins;
    private readonly HostMemory memory;
    private readonly List<(int Index, int Length)> images = [];
    private int filled;
    private int limit;

    /// <param name="reduction">The device.</param>
    /// <param name="length">Bytes on the device at once: <see cref="LeastLength"/> or more.</param>
    /// <param name="channels">C.</param>
    /// <param name="hasHistogram">Whether values are counted too.</param>
    /// <param name="receiver">Told of the images.</param>
    public DeviceBatch(IBatchReduction reduction, int length, int channels, bool hasHistogram, IImageReceiver receiver)
    {
        this.reduction = reduction;
        this.receiver = receiver;
        this.channels = channels;
        bins = hasHistogram ? channels * TorchStatistics.Bins : 0;
        limit = length;
        memory = new(length, reduction.Device);
    }

    // Of one image, on the device: its integers.
    private int ResultLength => (2 * channels * sizeof(ulong)) + (bins * sizeof(uint));

    /// <summary>Takes an image, and may sum those before it.</summary>
    public void Add(int index, ReadOnlySpan<byte> samples)
    {
        if (samples.Length > memory.Length - filled || (long)images.Count * ResultLength > memory.Length)
        {
            Complete();
        }

        if (samples.Length <= memory.Length)
        {
            memory.Write(filled, samples);
            images.Add((index, samples.Length));
            filled += samples.Length;
            return;
        }

        var pieces = new ImagePieces(channels, bins);
        while (!samples.IsEmpty)
        {
            var some = samples[..Math.Min(samples.Length, memory.Length / channels * channels)];
            memory.Write(0, some);
            Add(pieces, 0, some.Length);
            samples = samples[some.Length..];
        }

        receiver.Measured(index, pieces.Sums);
    }

    /// <summary>Sums all that waits.</summary>
    public void Complete()
    {
        for (var (first, offset) = (0, 0); first < images.Count;)
        {
            var (count, length) = Fitting(first);
            if (count == 0)
            {
                var pieces = new ImagePieces(channels, bins);
                Add(pieces, offset, length);
                receiver.Measured(images[first].Index, pieces.Sums);
                count = 1;
            }
            else if (!TrySum(first, count, offset, length))
            {
                continue;
            }

            first += count;
            offset += length;
        }

        images.Clear();
        filled = 0;
    }

    public void Dispose() => memory.Dispose();

    /// <summary>How many images fit on the device, and their bytes; or none, and the bytes of the one that does not.</summary>
    private (int Count, int Length) Fitting(int first)
    {
        var (count, length) = (0, 0L);
        foreach (var (_, more) in images.Skip(first))
        {
            if (length + more > limit || (long)count * ResultLength > limit)
            {
                break;
            }

            count++;
            length += more;
        }

        return count > 0 ? (count, (int)length) : (0, images[first].Length);
    }

    /// <summary>Sums some images, those of a size that follow each other in one go, and tells of them; or halves the limit.</summary>
    private bool TrySum(int first, int count, int offset, int length)
    {
        var (sum, squares, counts) = (new ulong[count * channels], new ulong[count * channels], new uint[count * bins]);
        try
        {
            using var scope = torch.NewDisposeScope();
            var pixels = reduction.Upload(memory.View(offset, length));
            for (var (at, start) = (0, 0L); at < count;)
            {
                var size = images[first + at].Length;
                var same = images.Skip(first + at).Take(count - at).TakeWhile(image => image.Length == size).Count();
                reduction.Compute(
                    pixels.narrow(0, start, (long)same * size).view(same, size / channels, channels),
                    sum.AsSpan(at * channels, same * channels),
                    squares.AsSpan(at * channels, same * channels),
                    counts.AsSpan(at * bins, same * bins));
                at += same;
                start += (long)same * size;
            }
        }
        catch (Exception e) when (DeviceFailure.IsOutOfMemory(e))
        {
            Halve(e);
            return false;
        }

        for (var i = 0; i < count; i++)
        {
            var (index, size) = images[first + i];
            receiver.Measured(index, new()
            {
                Depth = 8,
                Pixels = size / channels,
                Sum = sum.AsSpan(i * channels, channels),
                SumOfSquares = squares.AsSpan(i * channels, channels),
                Counts = counts.AsSpan(i * bins, bins),
            });
        }

        return true;
    }

    /// <summary>Adds what the memory holds of one image, in as many pieces as it takes.</summary>
    private void Add(ImagePieces pieces, int offset, int length)
    {
        while (length > 0)
        {
            var size = Math.Min(length, limit / channels * channels);
            try
            {
                using var scope = torch.NewDisposeScope();
                pieces.Add(reduction, reduction.Upload(memory.View(offset, size)));
            }
            catch (Exception e) when (DeviceFailure.IsOutOfMemory(e))
            {
                Halve(e);
                continue;
            }

            offset += size;
            length -= size;
        }
    }

    private void Halve(Exception cause)
    {
        if (limit / 2 < LeastLength)
        {
            throw new DiagnosticException(Report.DeviceMemoryFull(reduction.Name, limit), cause);
        }

        limit /= 2;
    }
}
