using System.Collections.Immutable;
using TorchSharp;

namespace Datastamp.Torch.Loading;

/// <summary>
/// Some images and their labels. Whoever takes a batch disposes of it, which gives its memory back to the loader for a batch to come:
/// what is to be used later is cloned first, also where <c>to(device)</c> had nothing to copy.
/// </summary>
public sealed class ImageBatch : IDisposable
{
    private readonly torch.Tensor memory;
    private BatchMemory? owner;

    internal ImageBatch(torch.Tensor memory, BatchMemory owner, torch.Tensor images, torch.Tensor labels, ImmutableArray<string> keys)
    {
        (this.memory, this.owner) = (memory, owner);
        (Images, Labels, Keys) = (images, labels, keys);
    }

    /// <summary>The transformed images, N×C×H×W of single precision where the transform ends so; in page-locked memory if that was asked for.</summary>
    public torch.Tensor Images { get; }

    /// <summary>The labels, N integers of 64 bits.</summary>
    public torch.Tensor Labels { get; }

    /// <summary>The images' paths below the root, with <c>/</c> between folders.</summary>
    public ImmutableArray<string> Keys { get; }

    /// <summary>The number of images, N.</summary>
    public int Count => Keys.Length;

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref owner, null) is { } pool)
        {
            Images.Dispose();
            Labels.Dispose();
            pool.Return(memory);
        }
    }
}
