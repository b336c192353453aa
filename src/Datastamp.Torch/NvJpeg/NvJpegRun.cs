using Datastamp.Decoding;
using Datastamp.Decoding.Formats;
using Datastamp.Definitions;
using Datastamp.Geometry;
using Datastamp.Measuring;

namespace Datastamp.Torch.NvJpeg;

/// <summary>
/// One thread's share of a dataset: proves that files are whole, as the processor does before it decodes, collects those that nvJPEG
/// decodes, each for the first backend that does, and gives the others to the processor.
/// </summary>
/// <param name="dataset">What is measured, and how.</param>
/// <param name="thread">What the thread has on the device; the run disposes of it.</param>
/// <param name="backends">The backends' batches, the preferred first; the run disposes of them.</param>
/// <param name="sums">Takes their pixels.</param>
/// <param name="processor">Takes the other files; the run disposes of it.</param>
internal sealed class NvJpegRun(
    ImageDataset dataset, NvJpegThread thread, IReadOnlyList<NvJpegBatches> backends, PixelSums sums, IImageRun processor) : IImageRun
{
    public void Add(int index, ReadOnlySpan<byte> file)
    {
        if (SizeForDevice(file) is { } size && Backend(file) is { } backend)
        {
            backend.Add(index, size, file);
        }
        else
        {
            processor.Add(index, file);
        }
    }

    public void Complete()
    {
        foreach (var backend in backends)
        {
            backend.Complete();
        }

        processor.Complete();
    }

    public void Dispose()
    {
        foreach (var backend in backends)
        {
            backend.Dispose();
        }

        thread.Dispose();
        processor.Dispose();
    }

    /// <summary>The image's size; null where the processor decodes or refuses the file.</summary>
    private ImageSize? SizeForDevice(ReadOnlySpan<byte> file)
    {
        try
        {
            var header = ImageInspector.Inspect(file);
            var size = new ImageSize(header.Width, header.Height);
            return header.Format == ImageFormat.Jpeg && EncodedBatch.Fits(size, file.Length) && sums.Fits(size) ? size : null;
        }
        catch (BadImageException)
        {
            return null;
        }
    }

    private NvJpegBatches? Backend(ReadOnlySpan<byte> file)
    {
        var traits = JpegTraits.Of(file);
        if (traits.IsCommon && !(traits.HasExif && dataset.Preprocessing.Orientation == ExifOrientation.Apply))
        {
            foreach (var backend in backends)
            {
                if (backend.Supports(traits, file))
                {
                    return backend;
                }
            }
        }

        return null;
    }
}
