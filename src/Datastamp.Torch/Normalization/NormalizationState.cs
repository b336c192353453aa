using Datastamp.Torch.Distributed;
using TorchSharp;

namespace Datastamp.Torch.Normalization;

/// <summary>What a forward pass hands to <see cref="NormalizationFunction"/>, and through it to the backward pass, beside tensors that may have gradients.</summary>
/// <param name="Count">How many values a channel has over all ranks.</param>
/// <param name="Mean">C values in float64; only for the forward pass.</param>
/// <param name="InverseDeviation">1/√(variance + eps), C values in float64; only for the forward pass.</param>
/// <param name="InputNeedsGradient">Whether the backward pass has anything to give to the input.</param>
/// <param name="BiasType">The bias' type, where there is one.</param>
/// <param name="Group">The ranks.</param>
/// <param name="Path">The layer's name in errors.</param>
internal sealed record NormalizationState(long Count, torch.Tensor Mean, torch.Tensor InverseDeviation, bool InputNeedsGradient, torch.ScalarType? BiasType, IProcessGroup Group, string Path);
