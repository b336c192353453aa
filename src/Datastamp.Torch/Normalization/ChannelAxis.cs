using TorchSharp;

namespace Datastamp.Torch.Normalization;

/// <summary>N×C×…: what is summed over, and how one value a channel meets such a tensor.</summary>
internal static class ChannelAxis
{
    /// <summary>The dimensions that are not channels.</summary>
    /// <param name="values">N×C×…</param>
    public static long[] Others(torch.Tensor values) => [0, .. Enumerable.Range(2, (int)values.dim() - 2).Select(i => (long)i)];

    /// <summary>Sums over everything but channels, in float64.</summary>
    /// <param name="values">N×C×…</param>
    /// <returns>C values.</returns>
    public static torch.Tensor Sum(torch.Tensor values) =>
        values.sum(Others(values), type: torch.ScalarType.Float64);

    /// <summary>A view of C values that broadcasts over a tensor N×C×….</summary>
    public static torch.Tensor Along(this torch.Tensor channels, torch.Tensor values) =>
        channels.view([-1, .. Enumerable.Repeat(1L, (int)values.dim() - 2)]);
}
