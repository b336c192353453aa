using Datastamp.Sources;

namespace Datastamp.Measuring;

/// <summary>A stream of samples that threads take from in turn. Opened by the first.</summary>
internal sealed class StreamSlot(Func<ISampleStream> open) : IDisposable
{
    private readonly Lock turn = new();
    private ISampleStream? stream;
    private volatile bool isDone;

    /// <summary>Whether all of it was taken.</summary>
    public bool IsDone => isDone;

    /// <summary>How many samples were taken.</summary>
    public int Taken { get; private set; }

    /// <summary>Takes the next sample that is wanted.</summary>
    /// <param name="wanted">The samples' indices by their keys; null where all are wanted.</param>
    /// <param name="arrive">Told of a sample where all are wanted; gives its index.</param>
    /// <param name="buffer">Receives its bytes.</param>
    /// <param name="index">Its index.</param>
    /// <param name="length">The number of its bytes.</param>
    /// <returns>Whether there was one.</returns>
    public bool Take(Dictionary<string, int>? wanted, Func<Sample, int>? arrive, ref byte[] buffer, out int index, out int length)
    {
        (index, length) = (-1, 0);
        if (isDone)
        {
            return false;
        }

        lock (turn)
        {
            // One that failed has no next sample, and is not begun again.
            while (!isDone && (stream ??= open()).Next(out var sample))
            {
                if (wanted is null)
                {
                    index = arrive!(sample);
                }
                else if (!wanted.TryGetValue(sample.Key, out index))
                {
                    continue;
                }

                length = stream.Read(ref buffer);
                Taken++;
                return true;
            }

            isDone = true;
            stream?.Dispose();
            return false;
        }
    }

    public void Dispose()
    {
        isDone = true;
        stream?.Dispose();
    }
}
