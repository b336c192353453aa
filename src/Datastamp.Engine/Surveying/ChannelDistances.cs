using System.Collections.Immutable;

namespace Datastamp.Surveying;

/// <summary>How far each image's channel means are from those of the others.</summary>
internal static class ChannelDistances
{
    /// <summary>The distances as <see cref="PicturedImage"/> defines them, in the images' order; a channel that all images agree on adds none.</summary>
    /// <param name="images">At least one image.</param>
    public static double[] Of(ImmutableArray<SurveyedImage> images)
    {
        var distances = new double[images.Length];
        for (var channel = 0; channel < images[0].Mean.Length; channel++)
        {
            var mean = images.Average(image => (double)image.Mean[channel]);
            var variance = images.Average(image => (image.Mean[channel] - mean) * (image.Mean[channel] - mean));
            for (var i = 0; variance > 0 && i < images.Length; i++)
            {
                distances[i] = Math.Max(distances[i], Math.Abs(images[i].Mean[channel] - mean) / Math.Sqrt(variance));
            }
        }

        return distances;
    }
}
