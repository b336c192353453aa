using System.Runtime.CompilerServices;
using Datastamp.Torch.Distributed;
using TorchSharp;
using TorchSharp.Modules;

namespace Datastamp.Torch.Normalization;

/// <summary>
/// Batch normalization over the batches of all ranks, as of one batch: N×C, N×C×L, N×C×H×W, N×C×D×H×W or any other shape with
/// channels second, as PyTorch's <c>SyncBatchNorm</c>. In training, mean and variance of each channel are those of all ranks'
/// values, combined in float64, in one collective in the forward pass and one in the backward pass; ranks may have batches of
/// different sizes, or none. In evaluation mode, and in a world of one, it is plain batch normalization, without
/// communication. Its input needs gradients on every rank or on none. Its state is a <see cref="BatchNorm"/>'s, and PyTorch's. Gradients of gradients are not computed.
/// </summary>
/// <remarks>Ioffe and Szegedy 2015, <see href="https://arxiv.org/abs/1502.03167"/>.</remarks>
public sealed partial class SyncBatchNorm : BatchNorm
{
    private static readonly ConditionalWeakTable<IProcessGroup, StrongBox<int>> layers = [];

    /// <summary>Makes a layer. Its parameters are not sent to the other ranks: start each rank from the same.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="numFeatures">C, the number of channels.</param>
    /// <param name="eps">Added to the variance under the square root.</param>
    /// <param name="momentum">The weight of a batch in the running statistics; null for their cumulative average.</param>
    /// <param name="affine">Whether a weight and a bias of each channel are learned.</param>
    /// <param name="trackRunningStats">Whether mean and variance are tracked, for evaluation. Without, evaluation uses each rank's batch.</param>
    /// <param name="device">Where parameters and statistics are.</param>
    /// <param name="dtype">The parameters' and statistics' type; float32 unless given, also for half and bfloat16 inputs.</param>
    /// <param name="path">The layer's name in errors; layers are counted unless given.</param>
    public SyncBatchNorm(IProcessGroup group, long numFeatures, double eps = 1e-5, double? momentum = 0.1, bool affine = true, bool trackRunningStats = true, torch.Device? device = null, torch.ScalarType? dtype = null, string? path = null)
        : base(numFeatures, eps, momentum ?? 0, affine, trackRunningStats, device, dtype, nameof(SyncBatchNorm))
    {
        ArgumentNullException.ThrowIfNull(group);
        this.momentum = momentum;
        if (trackRunningStats)
        {
            // As PyTorch counts; TorchSharp's layers count in the type of their parameters.
            num_batches_tracked = torch.tensor(0L, torch.ScalarType.Int64, device);
        }

        Group = group;
        Path = path ?? $"{nameof(SyncBatchNorm)} {++layers.GetOrCreateValue(group).Value}";
    }

    /// <summary>Takes over a layer's parameters, statistics and settings; the tensors are the same ones.</summary>
    /// <param name="layer">The layer, which is kept, since its finalizer would dispose of the tensors.</param>
    /// <param name="group">The ranks.</param>
    /// <param name="path">The layer's path in its network, which errors name.</param>
    internal SyncBatchNorm(BatchNorm layer, IProcessGroup group, string path)
        : base(layer.num_features, layer.eps, layer.momentum ?? 0, layer.affine, layer.track_running_stats, device: null, dtype: null, layer.GetName())
    {
        momentum = layer.momentum;
        if (affine)
        {
            weight = layer.weight;
            bias = layer.bias;
        }

        if (track_running_stats)
        {
            running_mean = layer.running_mean;
            running_var = layer.running_var;
            num_batches_tracked = layer.num_batches_tracked;
        }

        train(layer.training);
        Original = layer;
        Group = group;
        Path = path;
    }

    /// <summary>The ranks.</summary>
    public IProcessGroup Group { get; }

    /// <summary>The layer's name in errors.</summary>
    public string Path { get; }

    /// <summary>The layer that this one took over.</summary>
    internal BatchNorm? Original { get; }

    /// <summary>Normalizes a batch.</summary>
    /// <param name="input">N×C×…, where N may be 0.</param>
    /// <returns>The same shape, type and memory format.</returns>
    /// <exception cref="ArgumentException">The shape is not the layer's, or, on every rank alike, the world has only one value per channel in training.</exception>
    /// <exception cref="ProcessGroupException">The group has failed.</exception>
    public override torch.Tensor forward(torch.Tensor input)
    {
        CountForward();
        return SynchronizedNormalization.Forward(this, input, Group, Path);
    }

    /// <inheritdoc/>
    protected override void ValidateInputDimensions(torch.Tensor input) => SynchronizedNormalization.Validate(this, input);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Original?.Dispose();
        }

        base.Dispose(disposing);
    }
}
