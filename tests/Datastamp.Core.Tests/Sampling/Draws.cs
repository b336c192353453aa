using Datastamp.Sampling;

namespace Datastamp.Tests.Sampling;

/// <summary>What a sampler draws for few frames, over so many seeds that nothing possible is missed.</summary>
internal static class Draws
{
    /// <summary>The values that stand at each place of the indices, ascending.</summary>
    public static int[][] Of(SegmentSampler sampler, int frames)
    {
        var generator = new SamplingGenerator(2024);
        var draws = Enumerable.Range(0, 2000).Select(_ => sampler.Train(frames, generator)).ToArray();
        return [.. Enumerable.Range(0, sampler.TrainLength).Select(i => draws.Select(draw => draw[i]).Distinct().Order().ToArray())];
    }
}
