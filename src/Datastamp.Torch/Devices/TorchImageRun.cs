using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;

namespace Datastamp.Torch.Devices;

/// <summary>Decodes on the processor, and sums on a device of libtorch.</summary>
internal sealed class TorchImageRun : IImageRun
{
    private readonly IBatchReduction reduction;
    private readonly IImageReceiver receiver;
    private readonly ImagePixels pixels;
    private readonly ProcessorSums words;
    private readonly DeviceBatch batch;

    public TorchImageRun(IBatchReduction reduction, int batchLength, ImageDataset dataset, IImageReceiver receiver)
    {
        this.reduction = reduction;
        this.receiver = receiver;
        pixels = new(dataset);
        words = new(dataset);
        try
        {
            batch = new(reduction, batchLength, dataset.Preprocessing.Channels.Count, dataset.Histogram, receiver);
        }
        catch (Exception e) when (DeviceFailure.IsOutOfMemory(e))
        {
            throw new DiagnosticException(Report.DeviceMemoryFull(reduction.Name, batchLength), e);
        }
        catch (Exception e) when (DeviceFailure.IsDeviceError(e))
        {
            throw DeviceFailure.Of(reduction.Name, e);
        }
    }

    public void Add(int index, ReadOnlySpan<byte> file)
    {
        try
        {
            using var image = pixels.Decode(file);
            if (image.Depth == 8)
            {
                batch.Add(index, pixels.Bytes(image));
            }
            else
            {
                // Devices take bytes, and images of words are rare: the processor sums them.
                receiver.Measured(index, words.Of(pixels.Words(image)));
            }
        }
        catch (BadImageException e)
        {
            receiver.Refused(index, e.Message);
        }
        catch (Exception e) when (DeviceFailure.IsDeviceError(e))
        {
            throw DeviceFailure.Of(reduction.Name, e);
        }
    }

    public void Complete()
    {
        try
        {
            batch.Complete();
        }
        catch (Exception e) when (DeviceFailure.IsDeviceError(e))
        {
            throw DeviceFailure.Of(reduction.Name, e);
        }
    }

    public void Dispose() => batch.Dispose();
}
