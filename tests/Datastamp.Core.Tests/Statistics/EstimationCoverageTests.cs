using System.Collections.Immutable;
using Datastamp.Statistics;

namespace Datastamp.Tests.Statistics;

/// <summary>
/// Draws 100 seeded samples of each population, and counts how often all true means and stds of a weighting lie within the margins.
/// The populations and the draws come from a generator that is written here, so that they are the same everywhere.
/// </summary>
public class EstimationCoverageTests
{
    private const int Trials = 100;
    private const int Channels = 3;

    public enum Population
    {
        /// <summary>Images of one size.</summary>
        Equal,

        /// <summary>Sizes and brightness with heavy tails.</summary>
        Heavy,

        /// <summary>The same, and large images are bright.</summary>
        HeavyTogether,

        /// <summary>Three of ten images are bright and large.</summary>
        TwoKinds,

        /// <summary>One of ten is.</summary>
        Rare,
    }

    [TestCase(Population.Equal, 500, 30)]
    [TestCase(Population.Equal, 2000, 100)]
    [TestCase(Population.Equal, 300, 200)]
    [TestCase(Population.Heavy, 500, 60)]
    [TestCase(Population.Heavy, 1000, 100)]
    [TestCase(Population.HeavyTogether, 500, 60)]
    [TestCase(Population.HeavyTogether, 1000, 100)]
    [TestCase(Population.HeavyTogether, 2000, 200)]
    [TestCase(Population.HeavyTogether, 3000, 300)]
    [TestCase(Population.HeavyTogether, 300, 200)]
    [TestCase(Population.Heavy, 2000, 200)]
    [TestCase(Population.Heavy, 300, 200)]
    [TestCase(Population.TwoKinds, 500, 30)]
    [TestCase(Population.TwoKinds, 2000, 100)]
    [TestCase(Population.TwoKinds, 300, 200)]
    [TestCase(Population.Rare, 2000, 100)]
    [TestCase(Population.Rare, 300, 200)]
    public void At_least_93_of_100_samples_cover_all_true_values_of_a_weighting(Population kind, int images, int sampled)
    {
        var generator = new Generator((uint)((int)kind * 1000) + (uint)sampled);
        ImageMoments[] population = [.. Enumerable.Range(0, images).Select(_ => Draw(kind, generator))];
        var truth = Statistics(population);
        var covered = new int[3];
        var narrowest = 1.0;
        for (var trial = 0; trial < Trials; trial++)
        {
            var sample = generator.Choose(population, sampled);
            var estimate = Statistics(sample);
            var margins = EstimationMargins.Of(sample, sampled, images);
            foreach (var weighting in Enum.GetValues<Weighting>())
            {
                covered[(int)weighting] += Covers(truth.For(weighting), estimate.For(weighting), margins.For(weighting)) ? 1 : 0;
            }

            narrowest = Math.Min(narrowest, margins.Images.Mean.Max());
        }

        TestContext.Out.WriteLine($"{kind} {images} {sampled}: {string.Join(", ", covered)}");
        Assert.That(covered, Is.All.GreaterThanOrEqualTo(93));
        Assert.That(narrowest, Is.LessThan(0.2), "margins that say nothing cover everything");
    }

    private static bool Covers(WeightedStatistics truth, WeightedStatistics estimate, WeightedStatistics margins) =>
        Enumerable.Range(0, Channels).All(i =>
            Math.Abs(truth.Mean[i] - estimate.Mean[i]) <= margins.Mean[i] && Math.Abs(truth.Std[i] - estimate.Std[i]) <= margins.Std[i]);

    /// <summary>The definitions in doubles: what the margins are of, and apart from the code that makes them.</summary>
    private static ImageStatistics Statistics(ImageMoments[] images)
    {
        double Mean(Func<ImageMoments, double> value) => images.Average(value);
        double PixelMean(Func<ImageMoments, double> value) => images.Sum(image => image.Pixels * value(image)) / images.Sum(image => (double)image.Pixels);
        ImmutableArray<double> Row(Func<int, double> value) => [.. Enumerable.Range(0, Channels).Select(value)];

        var imageMean = Row(i => Mean(image => image.Mean[i]));
        var pixelMean = Row(i => PixelMean(image => image.Mean[i]));
        return new(
            new(imageMean, Row(i => Math.Sqrt(PixelMean(image => image.MeanSquare[i] - (2 * imageMean[i] * image.Mean[i]) + (imageMean[i] * imageMean[i]))))),
            new(pixelMean, Row(i => Math.Sqrt(PixelMean(image => image.MeanSquare[i]) - (pixelMean[i] * pixelMean[i])))),
            new(imageMean, Row(i => Math.Sqrt(Mean(image => image.MeanSquare[i]) - (imageMean[i] * imageMean[i])))));
    }

    private static ImageMoments Draw(Population kind, Generator generator)
    {
        var common = generator.Normal();
        var isBright = generator.Uniform() < (kind == Population.Rare ? 0.1 : 0.3);
        long pixels = kind switch
        {
            Population.Equal => 224 * 224,
            Population.Heavy or Population.HeavyTogether => (long)(50_000 * Math.Exp(0.5 * common)),
            _ => isBright ? 200_000 : 50_000,
        };
        var means = new double[Channels];
        var squares = new double[Channels];
        for (var i = 0; i < Channels; i++)
        {
            var level = kind switch
            {
                Population.Equal => 0.45 + (0.12 * common) + (0.05 * generator.Normal()),
                Population.Heavy => 0.15 * Math.Exp((0.15 * common) + (0.5 * generator.Normal())),
                Population.HeavyTogether => 0.15 * Math.Exp((0.5 * common) + (0.3 * generator.Normal())),
                _ => (isBright ? 0.75 : 0.25) + (0.07 * generator.Normal()),
            };
            means[i] = Math.Clamp(level, 0.01, 0.99);
            squares[i] = (means[i] * means[i]) + (means[i] * (1 - means[i]) * 0.3 * generator.Uniform());
        }

        return new(pixels, [.. means], [.. squares]);
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood 2014), and what is made of its numbers.</summary>
    private sealed class Generator(ulong seed)
    {
        private ulong state = seed;

        public double Uniform()
        {
            state += 0x9E3779B97F4A7C15;
            var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }

        public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

        public ImageMoments[] Choose(ImageMoments[] population, int count)
        {
            var deck = population.ToArray();
            for (var i = 0; i < count; i++)
            {
                var other = i + (int)(Uniform() * (deck.Length - i));
                (deck[i], deck[other]) = (deck[other], deck[i]);
            }

            return deck[..count];
        }
    }
}
