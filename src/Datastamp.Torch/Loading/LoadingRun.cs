using System.Runtime.InteropServices;
using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Torch.Transforms;
using TorchSharp;

namespace Datastamp.Torch.Loading;

/// <summary>One pass over the images: threads that take them in order and fill batches, a bounded number of batches ahead.</summary>
internal sealed class LoadingRun : IAsyncDisposable
{
    private readonly ImageFolder folder;
    private readonly Transform transform;
    private readonly ImageLoaderOptions options;
    private readonly Epoch epoch;
    private readonly BatchMemory memory;
    private readonly PendingBatch[] batches;
    private readonly Task[] threads;
    private readonly object gate = new();
    private readonly int count;
    private int next = -1;
    private int taken;
    private bool isStopped;

    public LoadingRun(ImageFolder folder, Transform transform, ImageLoaderOptions options, int epoch)
    {
        (this.folder, this.transform, this.options, this.epoch) = (folder, transform, options, new(options.Seed, epoch));
        memory = new(options.PinMemory ?? torch.cuda.is_available());
        var order = options.Shuffle ? this.epoch.Shuffled(folder.Count) : [.. Enumerable.Range(0, folder.Count)];
        count = options.DropLast ? order.Length - (order.Length % options.BatchSize) : order.Length;
        batches = [.. new ArraySegment<int>(order, 0, count).Chunk(options.BatchSize)
            .Select(indices => new PendingBatch(folder, indices, options.BatchSize, memory))];
        threads = [.. Enumerable.Range(0, Math.Min(options.Threads, count))
            .Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
    }

    /// <summary>The next batch, or null after the last.</summary>
    public async Task<ImageBatch?> NextAsync(CancellationToken cancellation)
    {
        while (taken < batches.Length)
        {
            var pending = batches[taken];
            var batch = await pending.Whole.WaitAsync(cancellation);
            lock (gate)
            {
                taken++;
                Monitor.PulseAll(gate);
            }

            foreach (var file in pending.Skipped)
            {
                options.OnSkipped?.Invoke(file);
            }

            if (batch is not null)
            {
                return batch;
            }
        }

        return null;
    }

    /// <summary>Ends the threads and frees what nobody took.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            isStopped = true;
            Monitor.PulseAll(gate);
        }

        await Task.WhenAll(threads);
        foreach (var batch in batches.AsSpan(taken))
        {
            batch.Dispose();
        }

        memory.Dispose();
    }

    private void Work()
    {
        byte[] buffer = [];
        for (int position; (position = Interlocked.Increment(ref next)) < count && MayFill(position / options.BatchSize);)
        {
            var (batch, slot) = (batches[position / options.BatchSize], position % options.BatchSize);
            try
            {
                Load(batch, slot, ref buffer);
            }
            catch (BadImageException e) when (options.OnBadFile == BadFilePolicy.Skip)
            {
                batch.Skip(slot, e.Message);
            }
            catch (BadImageException e)
            {
                batch.Fail(slot, new BadImageException($"{folder.PathOf(batch[slot])}: {e.Message}", e));
            }
            catch (Exception e)
            {
                // Thrown where the batch is asked for.
                batch.Fail(slot, e);
            }

            batch.Finish();
        }
    }

    private bool MayFill(int batch)
    {
        lock (gate)
        {
            while (!isStopped && batch >= taken + options.Prefetch)
            {
                Monitor.Wait(gate);
            }

            return !isStopped;
        }
    }

    private void Load(PendingBatch batch, int slot, ref byte[] buffer)
    {
        var generator = epoch.Generator(batch[slot]);
        using var decoded = transform.Decoding.Decode(folder.Read(batch[slot], ref buffer));
        var image = new Pixels(decoded.Bytes, new(decoded.Width, decoded.Height), decoded.Channels);
        if (!transform.Pipeline.IsTable)
        {
            using var result = transform.Apply(image, generator);
            using var copy = batch.Slot(slot, result.shape, result.dtype);
            copy.copy_(result);
            return;
        }

        var plan = transform.Pipeline.Plan(image.Size, generator);
        using var place = batch.Slot(slot, [image.Channels, plan.Size.Height, plan.Size.Width], torch.ScalarType.Float32);
        transform.Pipeline.Write(image, plan, MemoryMarshal.Cast<byte, float>(place.bytes));
    }
}
