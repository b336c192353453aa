using Datastamp.Torch.Distributed;
using Datastamp.Torch.Ranks;

namespace Datastamp.Torch.Tests.Normalization;

/// <summary>Synchronized layers against one layer of TorchSharp on the batches of all ranks, in float64.</summary>
public class ParityTests
{
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(60);

    private static IEnumerable<NormalizationCase> Cases =>
        [
            .. NormalizationCase.All(1, 1), .. NormalizationCase.All(4, 3), .. NormalizationCase.All(2, 0, 6), .. NormalizationCase.All(5, 3, 1, 4),
        ];

    [TestCaseSource(nameof(Cases))]
    public void Ranks_normalize_as_one_layer_on_the_joined_batch(NormalizationCase @case)
    {
        LocalProcessGroup.Run(@case.Batches.Count, timeout, group => AssertBounds(Parity.Of(group, @case)));
    }

    internal static void AssertBounds(Parity parity)
    {
        Assert.That(parity.Output, Is.LessThanOrEqualTo(1e-12), "outputs");
        Assert.That(parity.Gradient, Is.LessThanOrEqualTo(1e-12), "gradients");
        Assert.That(parity.Statistics, Is.LessThanOrEqualTo(1e-13), "running statistics");
    }
}
