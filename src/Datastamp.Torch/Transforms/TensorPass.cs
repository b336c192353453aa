using Datastamp.Resampling;
using TorchSharp;

namespace Datastamp.Torch.Transforms;

/// <summary>
/// One of Pillow's passes over tensors of bytes: sums of bytes times weights of 22 fractional bits, as 32-bit integers, rounded half
/// up and clipped to 0–255. Integers are summed to the same result on every device and in any order.
/// </summary>
internal readonly struct TensorPass(Taps taps, int start, int length)
{
    private const int Half = 1 << (Taps.PrecisionBits - 1);

    private readonly TapRange range = new(taps, start, length);

    /// <summary>The first input position that is read, and how many are.</summary>
    public (int First, int Count) Used => (range.FirstUsed, range.Used);

    /// <summary>Resamples along a dimension.</summary>
    /// <param name="images">Bytes.</param>
    /// <param name="dimension">−2 for rows, −1 for columns.</param>
    /// <param name="firstUsed">The input position that the tensor's first is.</param>
    public torch.Tensor Run(torch.Tensor images, int dimension, int firstUsed)
    {
        using var scope = torch.NewDisposeScope();
        images = images.to(torch.ScalarType.Int32);
        var sum = default(torch.Tensor);
        var most = Enumerable.Range(0, range.Length).Max(range.Count);
        for (var tap = 0; tap < most; tap++)
        {
            using var inner = torch.NewDisposeScope();
            var (positions, weights) = Tap(tap, firstUsed, images.device);
            var product = images.index_select(dimension, positions).mul_(dimension == -1 ? weights : weights.unsqueeze(-1));
            sum = sum is null ? product.add_(Half).MoveToOuterDisposeScope() : sum.add_(product);
        }

        var shift = torch.tensor(Taps.PrecisionBits, device: images.device);
        return sum!.bitwise_right_shift_(shift).clamp_(byte.MinValue, byte.MaxValue).to(torch.ScalarType.Byte).MoveToOuterDisposeScope();
    }

    /// <summary>For each output position, its input position of a number, and the weight of that: 0 where it has fewer.</summary>
    private (torch.Tensor Positions, torch.Tensor Weights) Tap(int tap, int firstUsed, torch.Device device)
    {
        var positions = new int[range.Length];
        var weights = new int[range.Length];
        for (var i = 0; i < range.Length; i++)
        {
            var has = tap < range.Count(i);
            positions[i] = range.First(i) + range.FirstUsed - firstUsed + (has ? tap : 0);
            weights[i] = has ? range.FixedWeights(i)[tap] : 0;
        }

        return (torch.tensor(positions, device: device), torch.tensor(weights, device: device));
    }
}
