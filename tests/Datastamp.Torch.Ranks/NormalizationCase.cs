using TorchSharp;
using TorchSharp.Modules;

namespace Datastamp.Torch.Ranks;

/// <summary>Batches of all ranks, and the options of the layer that normalizes them.</summary>
public sealed record NormalizationCase(IReadOnlyList<long> Batches, int Dimensions, bool Affine, double? Momentum, bool Track)
{
    public const long Channels = 3;

    /// <summary>Every dimension and option, for given batches.</summary>
    public static IEnumerable<NormalizationCase> All(params long[] batches) =>
        from dimensions in Enumerable.Range(0, 4)
        from affine in new[] { true, false }
        from momentum in new double?[] { 0.1, null }
        from track in new[] { true, false }
        select new NormalizationCase(batches, dimensions, affine, momentum, track);

    /// <summary>A batch of all ranks together, the same in every process.</summary>
    public torch.Tensor Draw(torch.Generator generator) =>
        torch.randn([Batches.Sum(), Channels, .. new long[] { 4, 2, 3 }.Take(Dimensions)], torch.ScalarType.Float64, generator: generator);

    /// <summary>TorchSharp's own layer, with parameters that are not the usual ones.</summary>
    public BatchNorm Layer(torch.Generator generator)
    {
        BatchNorm layer = Dimensions switch
        {
            0 or 1 => torch.nn.BatchNorm1d(Channels, affine: Affine, track_running_stats: Track, dtype: torch.ScalarType.Float64),
            2 => torch.nn.BatchNorm2d(Channels, affine: Affine, track_running_stats: Track, dtype: torch.ScalarType.Float64),
            _ => torch.nn.BatchNorm3d(Channels, affine: Affine, track_running_stats: Track, dtype: torch.ScalarType.Float64),
        };
        layer.momentum = Momentum;
        if (Affine)
        {
            using var grad = torch.no_grad();
            layer.weight.copy_(torch.randn([Channels], torch.ScalarType.Float64, generator: generator));
            layer.bias!.copy_(torch.randn([Channels], torch.ScalarType.Float64, generator: generator));
        }

        return layer;
    }

    public override string ToString() =>
        $"[{string.Join(", ", Batches)}] {Dimensions}d{(Affine ? "" : " not affine")}{(Momentum is null ? " cumulative" : "")}{(Track ? "" : " untracked")}";
}
