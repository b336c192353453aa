using Datastamp.Probing;

namespace Datastamp.Sharding;

/// <summary>Adds parts of videos up, in any order.</summary>
internal sealed class VideoPartSum
{
    private readonly List<(string Key, ProbedVideo Video)> probed = [];

    /// <summary>Takes a part, if there is one.</summary>
    public void Add(VideoPart? part) => probed.AddRange(part?.Probed ?? []);

    /// <summary>The whole dataset.</summary>
    /// <param name="lowest">The part of the first shard, which names it.</param>
    public VideoPart Finish(VideoPart lowest)
    {
        probed.Sort((left, right) => string.CompareOrdinal(left.Key, right.Key));
        return lowest with { Shard = Shard.Whole, Probed = [.. probed] };
    }
}
