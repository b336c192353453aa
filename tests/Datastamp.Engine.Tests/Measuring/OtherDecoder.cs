using Datastamp.Definitions;
using Datastamp.Measuring;

namespace Datastamp.Tests.Measuring;

/// <summary>A decoder that rounds otherwise: in every image, this many samples of each channel are a grey level brighter.</summary>
internal sealed class OtherDecoder(int samples) : IImageDevice
{
    public string? Name => "other 1";

    public string Decoder => "other 1.0";

    public bool IsExact => false;

    public IImageRun Begin(ImageDataset dataset, IImageReceiver receiver) => Processor.Instance.Begin(dataset, new Brighter(receiver, (ulong)samples));

    private sealed class Brighter(IImageReceiver receiver, ulong samples) : IImageReceiver
    {
        public void Measured(int index, ImageSums sums)
        {
            var (sum, squares) = (sums.Sum.ToArray(), sums.SumOfSquares.ToArray());
            for (var i = 0; i < sum.Length; i++)
            {
                squares[i] += samples * ((2 * (sum[i] / (ulong)sums.Pixels)) + 1);
                sum[i] += samples;
            }

            receiver.Measured(index, new() { Depth = sums.Depth, Pixels = sums.Pixels, Sum = sum, SumOfSquares = squares, Counts = sums.Counts });
        }

        public void Refused(int index, string reason) => receiver.Refused(index, reason);
    }
}
