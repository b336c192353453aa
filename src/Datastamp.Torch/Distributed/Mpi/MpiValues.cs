using TorchSharp;

namespace Datastamp.Torch.Distributed.Mpi;

/// <summary>How tensors travel: through memory of their own, which MPI may still write to when a rank has given up.</summary>
internal static class MpiValues
{
    // MPI counts in 32 bits, and the memory is kept.
    private const int ChunkLength = 1 << 24;

    /// <summary>Replaces a tensor by the sum, or by the root's.</summary>
    /// <param name="channel">The ranks.</param>
    /// <param name="call">What all of them ask for.</param>
    /// <param name="tensor">Of any device and type that groups move.</param>
    /// <param name="waiting">Gives, at the start of each wait, what throws when it is enough.</param>
    public static void Exchange(MpiChannel channel, Collective call, torch.Tensor tensor, Func<Action> waiting)
    {
        using var scope = torch.NewDisposeScope();
        using var grad = torch.no_grad();
        var carried = tensor.to(Collective.Carrier(tensor.dtype), torch.CPU).contiguous();
        var flat = carried.view(-1);
        for (long start = 0; start < flat.numel(); start += ChunkLength)
        {
            Exchange(channel, call, flat.narrow(0, start, Math.Min(ChunkLength, flat.numel() - start)), waiting());
        }

        tensor.copy_(carried);
    }

    private static void Exchange(MpiChannel channel, Collective call, torch.Tensor chunk, Action poll)
    {
        var values = channel.Values(chunk.bytes.Length);
        chunk.bytes.CopyTo(values);
        var type = chunk.dtype switch { torch.ScalarType.Float64 => "double", torch.ScalarType.Float32 => "float", _ => "int64_t" };
        if (call.Root is { } root)
        {
            channel.Broadcast((int)chunk.numel(), type, root, poll);
        }
        else
        {
            channel.AllReduce((int)chunk.numel(), type, poll);
        }

        values.CopyTo(chunk.bytes);
    }
}
