using System.Collections.Immutable;
using Datastamp.Measuring;
using TorchSharp;

namespace Datastamp.Torch.Loading;

/// <summary>A batch while several threads fill it, each an image at a time.</summary>
/// <param name="folder">Where the images come from.</param>
/// <param name="indices">Which images they are.</param>
/// <param name="capacity">Images a full batch.</param>
/// <param name="memory">Where the images' memory comes from.</param>
internal sealed class PendingBatch(ImageFolder folder, ArraySegment<int> indices, int capacity, BatchMemory memory) : IDisposable
{
    private readonly Lock gate = new();
    private readonly TaskCompletionSource<ImageBatch?> whole = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Exception?[] failures = new Exception?[indices.Count];
    private readonly string?[] skipped = new string?[indices.Count];
    private torch.Tensor? images;
    private int left = indices.Count;

    /// <summary>The batch once it is full; null where every image was skipped. Fails as the first image in order that failed.</summary>
    public Task<ImageBatch?> Whole => whole.Task;

    /// <summary>The images that the whole batch lacks, in order.</summary>
    public IEnumerable<BadFile> Skipped => indices.Zip(skipped).Where(item => item.Second is not null).Select(item => new BadFile(folder.Key(item.First), item.Second!));

    /// <summary>The index of the image of a slot.</summary>
    public int this[int slot] => indices[slot];

    /// <summary>The memory of a slot, to be written and disposed of.</summary>
    /// <exception cref="InvalidOperationException">Another image of the batch has another shape or type.</exception>
    public torch.Tensor Slot(int slot, ReadOnlySpan<long> shape, torch.ScalarType type)
    {
        lock (gate)
        {
            images ??= memory.Rent([capacity, .. shape], type);
            if (images.dtype != type || !images.shape.AsSpan(1).SequenceEqual(shape))
            {
                throw new InvalidOperationException(
                    $"{folder.PathOf(indices[slot])} became {type} [{string.Join(", ", shape.ToArray())}], and others of its batch {images.dtype} [{string.Join(", ", images.shape[1..])}]: transforms for batches end with one size.");
            }
        }

        return images.select(0, slot).DetachFromDisposeScope();
    }

    public void Skip(int slot, string reason) => skipped[slot] = reason;

    public void Fail(int slot, Exception exception) => failures[slot] = exception;

    /// <summary>To be called once for each slot, when no more is done to it.</summary>
    public void Finish()
    {
        if (Interlocked.Decrement(ref left) > 0)
        {
            return;
        }

        try
        {
            if (Array.Find(failures, failure => failure is not null) is { } failure)
            {
                whole.SetException(failure);
            }
            else
            {
                whole.SetResult(Join());
            }
        }
        catch (Exception e)
        {
            // Whoever waits is told, whatever it is.
            whole.SetException(e);
        }
    }

    /// <summary>Gives the memory of a batch back that nobody took.</summary>
    public void Dispose()
    {
        if (whole.Task is { IsCompletedSuccessfully: true, Result: { } batch })
        {
            batch.Dispose();
        }
        else if (images is not null)
        {
            memory.Return(images);
        }

        // Seen, so that nothing is told of it at a garbage collection.
        _ = whole.Task.Exception;
    }

    private ImageBatch? Join()
    {
        int[] kept = [.. Enumerable.Range(0, indices.Count).Where(slot => skipped[slot] is null)];
        if (kept.Length == 0)
        {
            return null;
        }

        for (var i = 0; i < kept.Length; i++)
        {
            if (kept[i] != i)
            {
                using var from = images!.select(0, kept[i]);
                using var to = images.select(0, i);
                to.copy_(from);
            }
        }

        var labels = torch.tensor(Array.ConvertAll(kept, slot => (long)folder.Label(indices[slot])));
        ImmutableArray<string> keys = [.. kept.Select(slot => folder.Key(indices[slot]))];
        return new(images!, memory, images!.narrow(0, 0, kept.Length), labels, keys);
    }
}
