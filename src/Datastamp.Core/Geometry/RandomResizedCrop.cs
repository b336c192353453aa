using Datastamp.Sampling;

namespace Datastamp.Geometry;

/// <summary>
/// A random part of an image, as torchvision's <c>RandomResizedCrop.get_params</c> chooses it: up to ten times an area
/// <c>a = W·H·U(scale)</c> and a ratio <c>r = exp(U(log ratio))</c>, both uniform draws in single precision, give
/// <c>w = round(√(a·r))</c> and <c>h = round(√(a/r))</c>, halves to even; the first that fits within the image is placed at
/// <c>top ∈ U{0 … H − h}</c> and <c>left ∈ U{0 … W − w}</c>, drawn in this order. If none fits, it is the central part
/// whose ratio is the image's, clamped into the range.
/// </summary>
public sealed record RandomResizedCrop
{
    private const int Tries = 10;

    private readonly float minLogRatio;
    private readonly float maxLogRatio;

    /// <summary>The choice within ranges.</summary>
    /// <param name="minScale">The smallest share of the image's area, above 0.</param>
    /// <param name="maxScale">The largest.</param>
    /// <param name="minRatio">The smallest ratio of width to height, above 0.</param>
    /// <param name="maxRatio">The largest.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not a positive, finite number, or a range's end is below its start.</exception>
    public RandomResizedCrop(double minScale = 0.08, double maxScale = 1, double minRatio = 3.0 / 4, double maxRatio = 4.0 / 3)
    {
        ThrowIfNoRange(minScale, maxScale, nameof(minScale), nameof(maxScale));
        ThrowIfNoRange(minRatio, maxRatio, nameof(minRatio), nameof(maxRatio));
        (MinScale, MaxScale, MinRatio, MaxRatio) = (minScale, maxScale, minRatio, maxRatio);
        minLogRatio = (float)Math.Log((float)minRatio);
        maxLogRatio = (float)Math.Log((float)maxRatio);
    }

    /// <summary>The smallest share of the image's area.</summary>
    public double MinScale { get; }

    /// <summary>The largest share of the image's area.</summary>
    public double MaxScale { get; }

    /// <summary>The smallest ratio of width to height.</summary>
    public double MinRatio { get; }

    /// <summary>The largest ratio of width to height.</summary>
    public double MaxRatio { get; }

    /// <summary>Chooses a part of an image.</summary>
    /// <param name="image">The image's size, in pixels.</param>
    /// <param name="generator">Where the draws come from: two for each try, and two for the place.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side is not positive.</exception>
    public ImageRegion Draw(ImageSize image, SamplingGenerator generator)
    {
        ArgumentNullException.ThrowIfNull(generator);
        image.ThrowIfNotPositive(nameof(image));
        return Choose(image, new GeneratorCropDraws(generator));
    }

    internal ImageRegion Choose<TDraws>(ImageSize image, TDraws draws)
        where TDraws : ICropDraws
    {
        var area = (double)((long)image.Width * image.Height);
        for (var i = 0; i < Tries; i++)
        {
            var target = area * draws.NextSingle((float)MinScale, (float)MaxScale);
            var ratio = (double)SingleExponential.Of(draws.NextSingle(minLogRatio, maxLogRatio));
            var (width, height) = (Math.Round(Math.Sqrt(target * ratio)), Math.Round(Math.Sqrt(target / ratio)));
            if (width > 0 && width <= image.Width && height > 0 && height <= image.Height)
            {
                var top = draws.Next(image.Height - (int)height + 1);
                var left = draws.Next(image.Width - (int)width + 1);
                return new(left, top, (int)width, (int)height);
            }
        }

        return Central(image);
    }

    private ImageRegion Central(ImageSize image)
    {
        var ratio = (double)image.Width / image.Height;
        var (width, height) = (image.Width, image.Height);
        if (ratio < MinRatio)
        {
            height = Math.Max(1, (int)Math.Round(width / MinRatio));
        }
        else if (ratio > MaxRatio)
        {
            width = Math.Max(1, (int)Math.Round(height * MaxRatio));
        }

        return new((image.Width - width) / 2, (image.Height - height) / 2, width, height);
    }

    private static void ThrowIfNoRange(double low, double high, string lowName, string highName)
    {
        if (!(low > 0) || !double.IsFinite(low))
        {
            throw new ArgumentOutOfRangeException(lowName, low, "Must be a positive number.");
        }

        if (!(high >= low) || !double.IsFinite(high))
        {
            throw new ArgumentOutOfRangeException(highName, high, "The range ends before it starts.");
        }
    }
}
