namespace Datastamp.Surveying;

/// <summary>Tells which images are unlike the others, by their channels' means.</summary>
internal static class ImageDistances
{
    /// <summary>How far each image's means are from the mean of all, in standard deviations of those: the largest over the channels.</summary>
    public static double[] Of(IReadOnlyList<SurveyedImage> images)
    {
        var distances = new double[images.Count];
        for (var channel = 0; channel < images[0].Mean.Length; channel++)
        {
            var c = channel;
            var mean = images.Average(image => (double)image.Mean[c]);
            var std = Math.Sqrt(images.Average(image => (image.Mean[c] - mean) * (image.Mean[c] - mean)));
            for (var i = 0; i < distances.Length && std > 0; i++)
            {
                distances[i] = Math.Max(distances[i], Math.Abs(images[i].Mean[c] - mean) / std);
            }
        }

        return distances;
    }
}
