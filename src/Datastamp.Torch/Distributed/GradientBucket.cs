using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Datastamp.Torch.Distributed;

/// <summary>Gradients that travel in one collective: those of parameters that follow each other, are of one type and on one device.</summary>
internal sealed class GradientBucket
{
    private const long Capacity = 4 << 20;

    private readonly List<(string Name, Parameter Parameter)> parameters = [];
    private long elements;

    /// <summary>The parameters that are learned, in the order of the state, in buckets of 4 million elements or one parameter.</summary>
    public static IReadOnlyList<GradientBucket> Of(nn.Module module)
    {
        var buckets = new List<GradientBucket>();
        foreach (var (name, parameter) in module.named_parameters().Where(parameter => parameter.parameter.requires_grad))
        {
            if (buckets.Count == 0 || !buckets[^1].Takes(parameter))
            {
                buckets.Add(new GradientBucket());
            }

            buckets[^1].parameters.Add((name, parameter));
            buckets[^1].elements += parameter.numel();
        }

        return buckets;
    }

    /// <summary>Replaces the gradients by their means over the ranks.</summary>
    public void AllReduce(IProcessGroup group)
    {
        using var scope = NewDisposeScope();
        Tensor?[] gradients = [.. parameters.Select(parameter => parameter.Parameter.grad)];

        // Behind the gradients lies which of them this rank has.
        var first = parameters[0].Parameter;
        var type = first.dtype is ScalarType.Float16 or ScalarType.BFloat16 ? ScalarType.Float32 : first.dtype;
        var present = tensor(gradients.Select(gradient => gradient is null ? 0f : 1f).ToArray()).to(type, first.device);
        var all = cat([.. gradients.Select((gradient, i) => Flat(gradient, parameters[i].Parameter, type)), present]);
        group.AllReduce(all, parameters.Count == 1 ? $"gradient of {parameters[0].Name}" : $"gradients of {parameters[0].Name} … {parameters[^1].Name}");

        all.slice(0, 0, elements, 1).div_(group.WorldSize);
        var owners = all.slice(0, elements, all.numel(), 1).to(ScalarType.Float32).cpu().data<float>().ToArray();
        for (var (i, at) = (0, 0L); i < gradients.Length; at += parameters[i].Parameter.numel(), i++)
        {
            if (owners[i] > 0)
            {
                var parameter = parameters[i].Parameter;
                Put(all.slice(0, at, at + parameter.numel(), 1).view(parameter.shape), gradients[i], parameter);
            }
        }
    }

    private bool Takes(Parameter parameter) =>
        elements + parameter.numel() <= Capacity && parameters[0].Parameter is var first
        && (first.dtype, first.device_type, first.device_index) == (parameter.dtype, parameter.device_type, parameter.device_index);

    private static Tensor Flat(Tensor? gradient, Parameter parameter, ScalarType type) => gradient switch
    {
        null => zeros(parameter.numel(), type, parameter.device),
        { is_sparse: true } => gradient.to_dense().to(type).reshape(-1),
        _ => gradient.to(type).reshape(-1),
    };

    private static void Put(Tensor mean, Tensor? gradient, Parameter parameter)
    {
        if (gradient is { is_sparse: false })
        {
            gradient.copy_(mean);
        }
        else
        {
            parameter.grad = mean.to(parameter.dtype, copy: true);
        }
    }
}
