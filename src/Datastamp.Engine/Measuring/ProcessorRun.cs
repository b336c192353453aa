using Datastamp.Decoding;
using Datastamp.Definitions;

namespace Datastamp.Measuring;

/// <summary>Decodes images one by one and sums their samples.</summary>
internal sealed class ProcessorRun(ImageDataset dataset, IImageReceiver receiver) : IImageRun
{
    private readonly ImagePixels pixels = new(dataset);
    private readonly ProcessorSums sums = new(dataset);

    public void Add(int index, ReadOnlySpan<byte> file)
    {
        try
        {
            using var image = pixels.Decode(file);
            receiver.Measured(index, image.Depth == 8 ? sums.Of(pixels.Bytes(image)) : sums.Of(pixels.Words(image)));
        }
        catch (BadImageException e) when (e is not MemoryShortException)
        {
            receiver.Refused(index, e.Message);
        }
    }

    public void Complete()
    {
        // Every image has been told of when its Add returned.
    }

    public void Dispose()
    {
        // Nothing is held between images but managed memory.
    }
}
