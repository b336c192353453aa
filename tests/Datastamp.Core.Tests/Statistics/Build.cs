using Datastamp.Statistics;

namespace Datastamp.Tests.Statistics;

/// <summary>Moments of literal images of one channel.</summary>
internal static class Build
{
    public static DatasetMoments Moments(int depth, params int[][] images)
    {
        var builder = new DatasetMomentsBuilder(channelCount: 1);
        foreach (var image in images)
        {
            builder.Add(
                depth,
                image.Length,
                [(ulong)image.Sum(x => (long)x)],
                [(ulong)image.Sum(x => (long)x * x)]);
        }

        return builder.ToMoments();
    }
}
