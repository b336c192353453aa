using TorchSharp;

namespace Datastamp.Torch.Distributed;

/// <summary>What a rank asks the group for. Ranks that meet must ask for the same.</summary>
internal sealed record Collective
{
    private readonly string text;

    private Collective(string kind, torch.Tensor tensor, string operation)
    {
        if (tensor.is_complex() || tensor.is_quantized())
        {
            throw new ArgumentException($"Process groups move real numbers, and the tensor of {operation} is {tensor.dtype}.", nameof(tensor));
        }

        // What differs between layers comes first: the text is cut where room is short.
        text = $"{operation}, {kind} of {tensor.dtype} [{string.Join('×', tensor.shape)}]";
    }

    /// <summary>The rank that a broadcast comes from; null in an all-reduce.</summary>
    public int? Root { get; private init; }

    public static Collective AllReduce(torch.Tensor tensor, string operation) => new("all-reduce", tensor, operation);

    /// <exception cref="ArgumentOutOfRangeException">The world has no such rank.</exception>
    public static Collective Broadcast(torch.Tensor tensor, int root, int worldSize, string operation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(root);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(root, worldSize);
        return new($"broadcast from rank {root}", tensor, operation) { Root = root };
    }

    /// <summary>The type that values travel and are summed in.</summary>
    public static torch.ScalarType Carrier(torch.ScalarType type) => type switch
    {
        torch.ScalarType.Float64 or torch.ScalarType.Float32 or torch.ScalarType.Int64 => type,
        torch.ScalarType.Float16 or torch.ScalarType.BFloat16 => torch.ScalarType.Float32,
        _ => torch.ScalarType.Int64,
    };

    public override string ToString() => text;
}
