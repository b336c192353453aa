using static TorchSharp.torch;

namespace Datastamp.Torch.Normalization;

/// <summary>
/// y = (x − mean)/√(variance + eps)·weight + bias for given moments, and its gradients through the moments. Arguments: input,
/// weight or null, bias or null, <see cref="NormalizationState"/>.
/// </summary>
internal sealed class NormalizationFunction : autograd.SingleTensorFunction<NormalizationFunction>
{
    private const string State = "state";

    // Native code reads the gradients after backward has returned, when nothing else would keep them from their finalizers.
    [ThreadStatic]
    private static List<Tensor?>? gradients;

    public override string Name => nameof(NormalizationFunction);

    public override Tensor forward(autograd.AutogradContext ctx, params object?[] vars)
    {
        var (input, weight, bias, state) = ((Tensor)vars[0]!, (Tensor?)vars[1], (Tensor?)vars[2], (NormalizationState)vars[3]!);
        ctx.set_materialize_grads(false);
        ctx.save_for_backward([input, weight!, state.Mean, state.InverseDeviation]);
        ctx.save_data(State, state);
        using var scope = NewDisposeScope();
        var output = input.sub(state.Mean.Along(input)).mul_(Scale(state.InverseDeviation, weight).Along(input));
        if (bias is not null)
        {
            output.add_(bias.Along(input));
        }

        return output.to(input.dtype).MoveToOuterDisposeScope();
    }

    /// <summary>Gives no gradients where it fails, and marks the group: an exception would end the process.</summary>
    public override List<Tensor?> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        gradients?.ForEach(gradient => gradient?.Dispose());
        var state = (NormalizationState)ctx.get_data(State);
        try
        {
            gradients = Gradients(ctx, state, grad_output);
        }
        catch (Exception e)
        {
            state.Group.Abort(e);
            gradients = [null, null, null, null];
        }

        return gradients;
    }

    private static List<Tensor?> Gradients(autograd.AutogradContext ctx, NormalizationState state, Tensor output)
    {
        using var disposed = output;
        using var grad = no_grad();
        using var scope = NewDisposeScope();
        var saved = ctx.get_saved_variables();
        var (input, weight, mean, inverse) = (saved[0], (Tensor?)saved[1], saved[2], saved[3]);
        var dy = output.IsInvalid ? zeros_like(input) : output;
        var centered = input.sub(mean.Along(input));
        var sum = ChannelAxis.Sum(dy);
        var product = ChannelAxis.Sum(centered.mul(dy));
        Tensor?[] results =
        [
            null,
            weight is null ? null : product.mul(inverse).to(weight.dtype),
            state.BiasType is { } type ? sum.to(type, copy: true) : null,
            null,
        ];
        if (state.InputNeedsGradient)
        {
            // dx = (dy − Σdy/n − (x − mean)·Σdy(x − mean)/n/(variance + eps))·weight/√(variance + eps), with the sums over all ranks.
            var sums = cat([sum, product]);
            state.Group.AllReduce(sums, $"{state.Path}: backward");
            var parts = sums.div_(state.Count).chunk(2);
            results[0] = centered.mul_(parts[1].mul_(inverse.square()).neg_().Along(input)).sub_(parts[0].Along(input)).add_(dy)
                .mul_(Scale(inverse, weight).Along(input)).to(input.dtype);
        }

        return [.. results.Select(result => result?.DetachFromDisposeScope())];
    }

    private static Tensor Scale(Tensor inverse, Tensor? weight) => weight is null ? inverse : inverse.mul(weight);
}
