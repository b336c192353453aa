using TorchSharp;

namespace Datastamp.Torch.Distributed;

/// <summary>Where the threads of a <see cref="LocalProcessGroup"/> meet: the last to arrive does the work, while the others wait.</summary>
internal sealed class LocalWorld(int size, TimeSpan timeout)
{
    private readonly object gate = new();
    private readonly Collective?[] calls = new Collective?[size];
    private readonly torch.Tensor?[] tensors = new torch.Tensor?[size];
    private readonly bool[] left = new bool[size];
    private long meetings;
    private ProcessGroupException? failure;

    public int Size => size;

    public TimeSpan Timeout => timeout;

    public void Meet(int rank, Collective call, torch.Tensor tensor)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(left[rank], typeof(LocalProcessGroup));
            ThrowIfFailed();
            if (calls[rank] is { } other)
            {
                throw new InvalidOperationException($"Two threads use rank {rank} at once, for {other} and {call}. Each replica needs a rank of its own.");
            }

            (calls[rank], tensors[rank]) = (call, tensor);
            FailIfSomeoneLeft();
            if (Array.TrueForAll(calls, one => one is not null))
            {
                Complete();
            }
            else
            {
                Wait(call);
            }

            ThrowIfFailed();
        }
    }

    public void Leave(int rank)
    {
        lock (gate)
        {
            left[rank] = true;
            FailIfSomeoneLeft();
        }
    }

    public void Fail(ProcessGroupException error)
    {
        lock (gate)
        {
            failure ??= error;
            Monitor.PulseAll(gate);
        }
    }

    public void ThrowIfFailed()
    {
        lock (gate)
        {
            if (failure is not null)
            {
                throw failure.Again();
            }
        }
    }

    private void FailIfSomeoneLeft()
    {
        var gone = Array.IndexOf(left, value: true);
        var waiting = Array.FindIndex(calls, call => call is not null);
        if (gone >= 0 && waiting >= 0)
        {
            Fail(RankLostException.Left(gone, waiting, size, calls[waiting]!.ToString()));
        }
    }

    private void Wait(Collective call)
    {
        var meeting = meetings;
        var deadline = Environment.TickCount64 + (long)timeout.TotalMilliseconds;
        while (meetings == meeting && failure is null)
        {
            var rest = deadline - Environment.TickCount64;
            if (rest <= 0)
            {
                var absent = Enumerable.Range(0, size).Where(rank => calls[rank] is null);
                Fail(new CollectiveTimeoutException($"Rank {string.Join(", ", absent)} of {size} did not come to {call} within {timeout.TotalSeconds:0.###} s. It stalls, or is slower than the group's timeout allows."));
                return;
            }

            Monitor.Wait(gate, TimeSpan.FromMilliseconds(rest));
        }
    }

    private void Complete()
    {
        try
        {
            Exchange();
        }
        catch (Exception e)
        {
            Fail(e as ProcessGroupException ?? new ProcessGroupException($"The collective {calls[0]} failed: {e.Message}", e));
        }

        Array.Clear(calls);
        Array.Clear(tensors);
        meetings++;
        Monitor.PulseAll(gate);
    }

    private void Exchange()
    {
        if (calls.Select(call => call!.ToString()).Distinct(StringComparer.Ordinal).Skip(1).Any())
        {
            throw CollectiveMismatchException.Between(calls.Select(call => call!.ToString()));
        }

        ReplicaDevices.ThrowIfShared(tensors.Select(tensor => (tensor!.device_type, tensor.device_index)));
        using var scope = torch.NewDisposeScope();
        using var grad = torch.no_grad();
        var result = calls[0]!.Root is { } root ? tensors[root]! : Sum();
        foreach (var tensor in tensors)
        {
            if (!ReferenceEquals(tensor, result))
            {
                tensor!.copy_(result);
            }
        }
    }

    private torch.Tensor Sum()
    {
        var sum = tensors[0]!.to(Collective.Carrier(tensors[0]!.dtype), copy: true);
        foreach (var tensor in tensors.Skip(1))
        {
            sum.add_(tensor!.to(sum.device));
        }

        return sum;
    }
}
