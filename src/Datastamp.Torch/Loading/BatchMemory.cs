using TorchSharp;

namespace Datastamp.Torch.Loading;

/// <summary>
/// The tensors that batches are written to, which are used again: memory that is new to a process costs as much as all that is done
/// to the pixels, and page-locked memory much more. Safe for many threads.
/// </summary>
internal sealed class BatchMemory(bool isPinned) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Stack<torch.Tensor> free = new();
    private bool isDisposed;

    /// <summary>A tensor that belongs to no scope, of any content.</summary>
    public torch.Tensor Rent(long[] shape, torch.ScalarType type)
    {
        if (Pop() is { } known)
        {
            if (known.dtype == type && known.shape.AsSpan().SequenceEqual(shape))
            {
                return known;
            }

            known.Dispose();
        }

        var memory = torch.empty(shape, dtype: type).DetachFromDisposeScope();
        if (!isPinned)
        {
            return memory;
        }

        using (memory)
        {
            return memory.pin_memory().DetachFromDisposeScope();
        }
    }

    /// <summary>Takes a tensor back, or frees it where no batch comes any more.</summary>
    public void Return(torch.Tensor memory)
    {
        lock (gate)
        {
            if (!isDisposed)
            {
                free.Push(memory);
                return;
            }
        }

        memory.Dispose();
    }

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            while (free.TryPop(out var memory))
            {
                memory.Dispose();
            }
        }
    }

    private torch.Tensor? Pop()
    {
        lock (gate)
        {
            if (!free.TryPop(out var memory))
            {
                return null;
            }

            if (isPinned)
            {
                // The GPU may still be copying what its last owner gave it without waiting.
                torch.cuda.synchronize();
            }

            return memory;
        }
    }
}
