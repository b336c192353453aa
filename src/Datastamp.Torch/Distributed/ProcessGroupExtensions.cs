using TorchSharp;

namespace Datastamp.Torch.Distributed;

/// <summary>What training does with a group.</summary>
public static class ProcessGroupExtensions
{
    /// <summary>
    /// Runs the backward pass of a loss, and then throws what went wrong in it. An exception thrown inside of a backward pass
    /// would end the process, so layers that fail there mark the group as failed and give no gradients; after
    /// <c>loss.backward()</c> alone, the group's next use throws.
    /// </summary>
    /// <param name="group">The group that the network's layers use.</param>
    /// <param name="loss">A scalar.</param>
    /// <exception cref="ProcessGroupException">The group has failed, before or in this pass: the gradients are not to be used.</exception>
    public static void Backward(this IProcessGroup group, torch.Tensor loss)
    {
        group.ThrowIfFailed();
        loss.backward();
        group.ThrowIfFailed();
    }
}
