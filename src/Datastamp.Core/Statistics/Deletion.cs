namespace Datastamp.Statistics;

/// <summary>One channel's statistics over a sample of images, and over all but one of them. Always summed in the sample's order.</summary>
internal sealed class Deletion
{
    public const int ImageMean = 0;
    public const int PixelMean = 1;
    public const int MixedStd = 2;
    public const int PixelStd = 3;
    public const int ImageStd = 4;

    /// <summary>How many there are of those.</summary>
    public const int Statistics = 5;

    private readonly IReadOnlyList<ImageMoments> images;
    private readonly int channel;
    private readonly Totals totals;

    public Deletion(IReadOnlyList<ImageMoments> images, int channel)
    {
        this.images = images;
        this.channel = channel;
        totals = images.Aggregate(default(Totals), (total, image) => total.Add(image, channel, 1));
    }

    public int Images => images.Count;

    /// <summary>A statistic over all images of the sample.</summary>
    public double With(int statistic) => totals.Value(statistic);

    /// <summary>A statistic without each of the images.</summary>
    public double[] Without(int statistic) => [.. images.Select(image => totals.Add(image, channel, -1).Value(statistic))];

    /// <summary>M, N, S, Q, ΣS/n and ΣQ/n, in units of full scale.</summary>
    private readonly record struct Totals(double Images, double Pixels, double Sum, double SumOfSquares, double Means, double MeanSquares)
    {
        public Totals Add(ImageMoments image, int channel, int sign)
        {
            var (mean, square, pixels) = (sign * image.Mean[channel], sign * image.MeanSquare[channel], (double)image.Pixels);
            return new(Images + sign, Pixels + (sign * pixels), Sum + (pixels * mean), SumOfSquares + (pixels * square), Means + mean, MeanSquares + square);
        }

        public double Value(int statistic)
        {
            var mean = statistic is PixelMean or PixelStd ? Sum / Pixels : Means / Images;
            return statistic switch
            {
                ImageMean or PixelMean => mean,
                MixedStd => Root((SumOfSquares - (2 * mean * Sum) + (mean * mean * Pixels)) / Pixels),
                PixelStd => Root((SumOfSquares / Pixels) - (mean * mean)),
                ImageStd => Root((MeanSquares / Images) - (mean * mean)),
                _ => throw new ArgumentOutOfRangeException(nameof(statistic), statistic, "There is no such statistic."),
            };
        }

        private static double Root(double variance) => Math.Sqrt(Math.Max(variance, 0));
    }
}
