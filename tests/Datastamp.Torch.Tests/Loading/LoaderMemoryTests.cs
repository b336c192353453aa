using System.Diagnostics;
using Datastamp.Decoding;
using Datastamp.Torch.Loading;
using Datastamp.Torch.Transforms;
using TorchSharp;

namespace Datastamp.Torch.Tests.Loading;

/// <summary>What is left behind: threads, tensors, memory. Other tests would be counted too.</summary>
[NonParallelizable]
[CancelAfter(300_000)]
public class LoaderMemoryTests
{
    private const int Megabyte = 1 << 20;

    [Test]
    public async Task Leaving_early_frees_what_nobody_took_and_what_is_in_hand_is_freed_by_its_taker(CancellationToken cancellation)
    {
        using var files = new ClassFolder();
        files.WriteMany(40);
        var loader = new ImageLoader(ImageFolder.Open(files.Root), Preprocess.Train([0f, 0, 0], [1f, 1, 1], 8), new() { BatchSize = 4, Threads = 4, Prefetch = 3 });
        Collect();
        var before = (torch.Tensor.TotalCount, Threads());

        ImageBatch? kept = null;
        await foreach (var batch in loader.LoadAsync(0, cancellation))
        {
            kept = batch;
            break;
        }

        using (kept)
        {
            Assert.That(kept!.Images.bytes.Length, Is.EqualTo(4 * 3 * 8 * 8 * sizeof(float)));
        }

        // Nothing waits for a finalizer.
        Assert.That(torch.Tensor.TotalCount, Is.EqualTo(before.TotalCount), "tensors");
        Assert.That(Threads(), Is.LessThanOrEqualTo(before.Item2 + 2), "threads of the pool may have come");
    }

    [Test]
    public void An_error_frees_what_was_made_before_it_and_behind_it(CancellationToken cancellation)
    {
        using var files = new ClassFolder();
        files.WriteMany(40);
        files.Write("a/015_bad.ppm", [0]);
        var loader = new ImageLoader(ImageFolder.Open(files.Root), Preprocess.Train([0f, 0, 0], [1f, 1, 1], 8), new() { BatchSize = 4, Threads = 4, Prefetch = 3 });
        Collect();
        var before = torch.Tensor.TotalCount;

        Assert.That(
            async () =>
            {
                await foreach (var batch in loader.LoadAsync(0, cancellation))
                {
                    batch.Dispose();
                }
            },
            Throws.TypeOf<BadImageException>());

        Assert.That(torch.Tensor.TotalCount, Is.EqualTo(before));
    }

    [Test]
    public async Task Memory_stays_as_it_is_over_many_epochs(CancellationToken cancellation)
    {
        using var files = new ClassFolder();
        files.WriteMany(24);
        var loader = new ImageLoader(ImageFolder.Open(files.Root), Preprocess.Train([0f, 0, 0], [1f, 1, 1], 128), new() { BatchSize = 8, Shuffle = true });
        async Task RunAsync(int epochs)
        {
            for (var epoch = 0; epoch < epochs; epoch++)
            {
                await foreach (var batch in loader.LoadAsync(epoch, cancellation))
                {
                    using (batch)
                    {
                        if (epoch % 3 == 0)
                        {
                            break;
                        }
                    }
                }
            }
        }

        await RunAsync(100);
        var before = Resident();
        await RunAsync(300);

        // 300 epochs write 1.3 GB of batches; one batch of each that stayed would be 450 MB.
        Assert.That(Resident() - before, Is.LessThan(60L * Megabyte));
    }

    // Tensors that other tests left to their finalizers.
    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private static int Threads()
    {
        using var process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }

    private static long Resident()
    {
        Collect();
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
