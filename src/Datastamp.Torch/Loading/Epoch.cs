using Datastamp.Sampling;

namespace Datastamp.Torch.Loading;

/// <summary>What is random in one pass over the images: a function of the seed, the epoch, and the image.</summary>
internal readonly struct Epoch
{
    private readonly ulong start;

    public Epoch(ulong seed, int number) =>
        start = new SamplingGenerator(new SamplingGenerator(seed).NextUInt64() + (ulong)number).NextUInt64();

    /// <summary>The generator of one image's draws.</summary>
    public SamplingGenerator Generator(int index) => new(start + (ulong)index);

    /// <summary>Every index below a number once, in a random order (Fisher and Yates).</summary>
    public int[] Shuffled(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        var generator = Generator(-1);
        for (var i = count - 1; i > 0; i--)
        {
            var other = generator.Next(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }
}
