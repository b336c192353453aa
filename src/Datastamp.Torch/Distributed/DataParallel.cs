using Datastamp.Torch.Normalization.Conversion;
using static TorchSharp.torch;

namespace Datastamp.Torch.Distributed;

/// <summary>
/// Training of replicas that each see a part of every batch, equal to training one on the whole batch:
/// <code>
/// DataParallel.BroadcastParameters(network, group);                  // once; then, each step:
/// using var loss = criterion.call(network.call(images), labels);     // a mean over this rank's samples
/// optimizer.zero_grad();
/// DataParallel.Backward(loss, images.shape[0], group);
/// DataParallel.AllReduceGradients(network, group);
/// optimizer.step();
/// </code>
/// Every rank takes part in every step, also one without samples left. Layers whose output depends on other samples of the batch
/// need <see cref="Normalization.SyncBatchNorm"/>; random layers, such as dropout, are equal only in distribution.
/// </summary>
public static class DataParallel
{
    /// <summary>Gives every rank the parameters and persistent buffers of rank 0, so that all start from the same.</summary>
    /// <param name="module">The rank's replica, of the same architecture on each.</param>
    /// <param name="group">The ranks.</param>
    /// <exception cref="ProcessGroupException">The group has failed, or the ranks' modules differ in names, shapes or types.</exception>
    public static void BroadcastParameters(nn.Module module, IProcessGroup group)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(group);
        using var ungraded = no_grad();
        foreach (var (name, value) in module.state_dict())
        {
            group.Broadcast(value, root: 0, $"state {name}");
        }

        ForwardCheck.Step(module);
    }

    /// <summary>
    /// Runs the backward pass of a loss that is a mean over the rank's samples, as losses with <c>Reduction.Mean</c> are, with the
    /// weight W·nᵣ/Σn for nᵣ samples on this of W ranks. The mean over ranks that <see cref="AllReduceGradients"/> takes is then
    /// the gradient of the mean over the whole batch, however it is divided. The weight must come before the backward pass, not
    /// after, since the gradients that synchronized layers exchange in it are those of the whole loss. Where all ranks have as
    /// many samples the weight is 1, and <see cref="ProcessGroupExtensions.Backward"/> does the same without a collective.
    /// </summary>
    /// <param name="loss">A scalar: a mean over samples, or, in a class-weighted loss, over weights. Of a rank without samples it may be NaN.</param>
    /// <param name="samples">What the loss is a mean over: the number of samples, or their summed weights; at least 0.</param>
    /// <param name="group">The ranks.</param>
    /// <exception cref="ProcessGroupException">The group has failed, before or in this pass: the gradients are not to be used.</exception>
    /// <exception cref="ArgumentException">No rank has samples.</exception>
    public static void Backward(Tensor loss, double samples, IProcessGroup group)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(group);
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        using var total = tensor(samples, ScalarType.Float64, loss.device);
        group.AllReduce(total, "samples of a step");
        if (total.item<double>() is var all && all <= 0)
        {
            throw new ArgumentException("No rank has samples in this step.", nameof(samples));
        }

        using var weighted = loss * (group.WorldSize * samples / all);
        group.Backward(weighted);
    }

    /// <summary>
    /// Replaces each gradient by its mean over the ranks. A parameter without gradient on some ranks counts there as 0; one
    /// without on all ranks stays without, so that optimizers skip it as ever. Gradients travel in few large collectives.
    /// </summary>
    /// <param name="module">The rank's replica.</param>
    /// <param name="group">The ranks.</param>
    /// <exception cref="ProcessGroupException">The group has failed, also in the backward pass before: the gradients are not to be used.</exception>
    /// <exception cref="UnsynchronizedLayerException">A layer of a converted module computed for itself in this step.</exception>
    public static void AllReduceGradients(nn.Module module, IProcessGroup group)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(group);
        group.ThrowIfFailed();
        ForwardCheck.Step(module);
        using var ungraded = no_grad();
        foreach (var bucket in GradientBucket.Of(module))
        {
            bucket.AllReduce(group);
        }
    }
}
