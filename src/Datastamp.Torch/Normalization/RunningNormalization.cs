using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Datastamp.Torch.Normalization;

/// <summary>
/// Batch normalization written with <see cref="RunningAverage"/>, to show how a layer keeps statistics: in training it normalizes
/// each channel by the batch's mean and biased variance, and moves its averages towards that mean and the unbiased variance; in
/// evaluation it normalizes by the averages. <c>(x − mean)/√(variance + eps)·weight + bias</c>
/// (<see href="https://arxiv.org/abs/1502.03167">Ioffe and Szegedy 2015</see>).
/// </summary>
/// <remarks>It gives what TorchSharp's BatchNorm1d, 2d and 3d give. Networks are better off with those, which are one native call.</remarks>
public sealed class RunningNormalization : nn.Module<Tensor, Tensor>
{
    private readonly RunningAverage mean;
    private readonly RunningAverage variance;
    private readonly Parameter weight;
    private readonly Parameter bias;
    private readonly long features;
    private readonly double eps;

    /// <summary>Averages that start from a mean of 0 and a variance of 1, and the weight 1 and bias 0.</summary>
    /// <param name="features">C, the number of channels.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="momentum">The share of the current batch in the averages, 0–1; null where all batches count the same.</param>
    /// <param name="dtype">The type of the parameters and averages; null for the default.</param>
    /// <param name="device">Where they are; null for the default.</param>
    public RunningNormalization(long features, double eps = 1e-5, double? momentum = 0.1, ScalarType? dtype = null, Device? device = null)
        : base(nameof(RunningNormalization))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(features);
        this.features = features;
        this.eps = eps;
        using var zeros = torch.zeros(features, dtype, device);
        using var ones = torch.ones(features, dtype, device);
        mean = new RunningAverage(zeros, momentum);
        variance = new RunningAverage(ones, momentum);
        weight = new Parameter(ones.clone().DetachFromDisposeScope());
        bias = new Parameter(zeros.clone().DetachFromDisposeScope());
        RegisterComponents();
    }

    /// <summary>Normalizes a batch.</summary>
    /// <param name="input">N×C×…, with any number of further dimensions.</param>
    /// <returns>The normalized batch, of the same shape.</returns>
    /// <exception cref="ArgumentException">The batch does not have C channels, or in training less than two values a channel.</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.ndim < 2 || input.shape[1] != features)
        {
            throw new ArgumentException($"The layer normalizes N×{features}×…, not [{string.Join(", ", input.shape)}].", nameof(input));
        }

        using var scope = NewDisposeScope();
        var (center, spread) = training ? OfBatch(input) : (mean.Value, variance.Value);
        var scale = weight / (spread + eps).sqrt();
        return (((input - center.Along(input)) * scale.Along(input)) + bias.Along(input)).MoveToOuterDisposeScope();
    }

    private (Tensor Mean, Tensor Variance) OfBatch(Tensor input)
    {
        var count = input.numel() / features;
        if (count < 2)
        {
            throw new ArgumentException("In training a channel needs more than one value to be normalized by.", nameof(input));
        }

        var others = ChannelAxis.Others(input);
        var center = input.mean(others);
        var spread = input.var(others, unbiased: false);
        mean.Update(center);
        variance.Update(spread * ((double)count / (count - 1)));
        return (center, spread);
    }
}
