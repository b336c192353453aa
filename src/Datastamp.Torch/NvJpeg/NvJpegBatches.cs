using Datastamp.Diagnostics;
using Datastamp.Geometry;
using Datastamp.Measuring;

namespace Datastamp.Torch.NvJpeg;

/// <summary>One thread's files for one backend: collected, and a batch at a time decoded, proven to be written, summed.</summary>
/// <param name="decoder">The backend's decoder, which this disposes of.</param>
/// <param name="thread">What the thread has on the device.</param>
/// <param name="sums">Takes the pixels.</param>
/// <param name="processor">Takes the files that turn out not to be decoded.</param>
/// <param name="mostFiles">Files a batch, from 1 on.</param>
internal sealed class NvJpegBatches(NvJpegDecoder decoder, NvJpegThread thread, PixelSums sums, IImageRun processor, int mostFiles) : IDisposable
{
    private const int Channels = 3;

    private readonly EncodedBatch batch = new();

    /// <summary>Whether the backend decodes a file, by its headers.</summary>
    public bool Supports(in JpegTraits traits, ReadOnlySpan<byte> file) =>
        (decoder.Backend != NvJpegBackend.Hardware || traits.IsSingleScanBaseline) && decoder.Supports(file);

    /// <summary>Takes a file, whose bytes are copied.</summary>
    /// <exception cref="DiagnosticException">DS0523, DS0524: memory was refused, or the device failed.</exception>
    public void Add(int index, ImageSize size, ReadOnlySpan<byte> file)
    {
        if (batch.Entries.Count >= mostFiles || !batch.HasRoomFor(size, file.Length))
        {
            Complete();
        }

        batch.Add(index, size, file);
    }

    /// <summary>Finishes what was added.</summary>
    /// <exception cref="DiagnosticException">DS0523, DS0524: memory was refused, or the device failed.</exception>
    public void Complete()
    {
        if (batch.Entries.Count == 0)
        {
            return;
        }

        thread.Use(Run);
        batch.Clear();
    }

    public void Dispose() => thread.Use(decoder.Dispose);

    private void Run()
    {
        thread.Memory.Reserve(batch.Pixels * Channels);
        var layout = BatchLayout.Of(batch.Entries, Channels);
        var images = layout.Images(batch.Entries.Count, Channels);
        thread.Stream.Fill(thread.Memory.Address, WriteProof.Pattern, thread.Memory.Tensor.numel() / sizeof(ushort));
        var failed = Decode(images).Concat(WriteProof.Unwritten(thread.Memory.Tensor, images)).ToHashSet();
        foreach (var group in layout.Groups)
        {
            using var pixels = thread.Memory.Tensor
                .narrow(0, group.Offset, (long)group.ImageBytes(Channels) * group.Images.Length)
                .view(group.Images.Length, group.Size.Height, group.Size.Width, Channels);
            sums.Tell(pixels, [.. group.Images.Select(image => failed.Contains(image) ? -1 : batch.Entries[image].Index)]);
        }

        foreach (var image in failed.Order())
        {
            processor.Add(batch.Entries[image].Index, batch.File(batch.Entries[image]));
        }
    }

    /// <summary>Decodes all images into the thread's memory; gives the numbers of those that failed.</summary>
    private unsafe IReadOnlyList<int> Decode((long Offset, int Length)[] images)
    {
        fixed (byte* bytes = batch.Bytes)
        {
            var (start, address) = ((nint)bytes, thread.Memory.Address);
            nint[] files = [.. batch.Entries.Select(entry => start + entry.Offset)];
            nuint[] lengths = [.. batch.Entries.Select(entry => (nuint)entry.Length)];
            NvJpegImage[] targets = [.. images.Select((image, i) => new NvJpegImage(address + (nint)image.Offset, (nuint)(batch.Entries[i].Size.Width * Channels)))];
            return Bisection.Failures(images.Length, (first, count) =>
            {
                var status = decoder.Decode(files.AsSpan(first, count), lengths.AsSpan(first, count), targets.AsSpan(first, count), thread.Stream.Value);

                // Also where it failed: the batch may be under way in part, and a device that is lost says so here.
                thread.Stream.Wait();
                if (status != NvJpegStatus.Success && !NvJpegFailure.IsOfFile(status))
                {
                    NvJpegFailure.Check(status);
                }

                return status == NvJpegStatus.Success;
            });
        }
    }
}
