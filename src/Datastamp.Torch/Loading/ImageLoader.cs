using System.Runtime.CompilerServices;
using Datastamp.Decoding;
using Datastamp.Torch.Transforms;

namespace Datastamp.Torch.Loading;

/// <summary>
/// Loads images of a folder in batches: threads read, decode and transform them a few batches ahead of whoever takes them.
/// Which images a batch holds and what their random draws are follows from the seed, the epoch and the images alone, whatever the
/// number of threads.
/// </summary>
/// <param name="folder">The images.</param>
/// <param name="transform">What becomes of each; it ends with one size for all, as those of <see cref="Preprocess"/> do.</param>
/// <param name="options">How to load; the defaults if null.</param>
public sealed class ImageLoader(ImageFolder folder, Transform transform, ImageLoaderOptions? options = null)
{
    private readonly ImageFolder folder = folder ?? throw new ArgumentNullException(nameof(folder));
    private readonly Transform transform = transform ?? throw new ArgumentNullException(nameof(transform));
    private readonly ImageLoaderOptions options = options ?? new();

    /// <summary>The number of batches in an epoch, as long as none consists of skipped files alone.</summary>
    public int BatchCount => options.DropLast ? folder.Count / options.BatchSize : (folder.Count + options.BatchSize - 1) / options.BatchSize;

    /// <summary>
    /// One pass over the images. Threads start with the first batch that is asked for, and have ended when the enumeration has, also
    /// where it is left early; batches that nobody took are freed then. Whoever takes a batch disposes of it.
    /// </summary>
    /// <param name="epoch">Which pass it is, from 0: order and draws differ from one to the next.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epoch"/> is negative.</exception>
    /// <exception cref="BadImageException">While enumerating: a file is no whole, valid image, and is not to be skipped. The message names it.</exception>
    /// <exception cref="IOException">While enumerating: a file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">While enumerating: a file may not be read.</exception>
    /// <exception cref="InvalidOperationException">While enumerating: the transform gave images of several sizes.</exception>
    /// <exception cref="Diagnostics.DiagnosticException">While enumerating: DS0301, the decoder cannot be loaded on this machine.</exception>
    /// <exception cref="OperationCanceledException">While enumerating: cancellation was asked for.</exception>
    public IAsyncEnumerable<ImageBatch> LoadAsync(int epoch = 0, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        return EnumerateAsync(epoch, cancellation);
    }

    private async IAsyncEnumerable<ImageBatch> EnumerateAsync(int epoch, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var run = new LoadingRun(folder, transform, options, epoch);
        while (await run.NextAsync(cancellation) is { } batch)
        {
            yield return batch;
        }
    }
}
