using Datastamp.Definitions;
using Datastamp.Measuring;

namespace Datastamp.Torch.Loading;

/// <summary>How images are loaded. Threads and prefetching never change what is loaded.</summary>
/// <exception cref="ArgumentOutOfRangeException">A number is set that is not positive.</exception>
public sealed record ImageLoaderOptions
{
    /// <summary>Images a batch, N.</summary>
    public int BatchSize { get; init => field = Positive(value); } = 32;

    /// <summary>Whether every epoch has an order of its own; otherwise it is that of the folder.</summary>
    public bool Shuffle { get; init; }

    /// <summary>What order and draws follow from, with the epoch and the image.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether a last batch that would be smaller is left out.</summary>
    public bool DropLast { get; init; }

    /// <summary>Threads that read, decode and transform.</summary>
    public int Threads { get; init => field = Positive(value); } = Environment.ProcessorCount;

    /// <summary>Batches that are made before they are asked for.</summary>
    public int Prefetch { get; init => field = Positive(value); } = 2;

    /// <summary>Whether images lie in page-locked memory, from which GPUs copy by themselves; where there is CUDA, if null.</summary>
    public bool? PinMemory { get; init; }

    /// <summary>What to do with a file that is no whole, valid image: an error of the batch that it belongs to, or a smaller batch.</summary>
    public BadFilePolicy OnBadFile { get; init; }

    /// <summary>Told of the files that a batch lacks before the batch comes, in order, by whoever asks for the batch.</summary>
    public Action<BadFile>? OnSkipped { get; init; }

    private static int Positive(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        return value;
    }
}
