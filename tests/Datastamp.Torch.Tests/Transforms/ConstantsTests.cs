using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Stamping;
using Datastamp.Torch.Tests.Loading;
using Datastamp.Torch.Transforms;
using TorchSharp;

namespace Datastamp.Torch.Tests.Transforms;

/// <summary>The constants that a build measures behind a resize and a crop are those of what the validation pipeline gives.</summary>
public class ConstantsTests
{
    // Sums are taken in double precision. What is left is that constants and pixels are rounded to single precision: each pixel is off
    // by some 2e-7 at most, a mean by half a unit in its last place, 3e-8, over the deviation. Sums in single precision would err by 1e-4.
    private const double Tolerance = 1e-6;

    [TestCase(64, 56)]
    [TestCase(48, 48)]
    public async Task A_dataset_normalized_by_its_constants_has_mean_0_and_deviation_1(int resize, int crop)
    {
        using var folder = new ClassFolder();
        var random = new Random(3);
        for (var i = 0; i < 40; i++)
        {
            folder.Write($"a/{i}.ppm", new(random.Next(20, 150), random.Next(20, 150)), seed: i, darkest: i * 3);
        }

        var dataset = new ImageDataset
        {
            Name = "Train",
            Root = folder.Root,
            Include = "train",
            Preprocessing = new() { Resize = new(resize, Width: null), CenterCrop = new(crop, crop) },
        };
        var measured = await DatasetMeasurer.MeasureAsync(dataset, CacheUse.None, MeasureOptions.Default, diagnostic => Assert.Fail(diagnostic.ToString()), CancellationToken.None);
        var statistics = measured.Statistics.For(dataset.Weighting);
        var transform = Preprocess.Validation(
            [.. statistics.Mean.Select(mean => (float)mean)], [.. statistics.Std.Select(std => (float)std)], resize, crop);

        using var scope = torch.NewDisposeScope();
        var images = torch.stack(Directory.GetFiles(folder.Root, "*", SearchOption.AllDirectories).Select(file => transform.ApplyFile(file))).to(torch.ScalarType.Float64);
        var mean = images.mean([0, 2, 3]).data<double>().ToArray();
        var std = images.std([0, 2, 3], unbiased: false).data<double>().ToArray();

        Assert.That(mean, Has.Length.EqualTo(3).And.All.EqualTo(0).Within(Tolerance));
        Assert.That(std, Has.Length.EqualTo(3).And.All.EqualTo(1).Within(Tolerance));
        TestContext.Out.WriteLine($"mean {string.Join(' ', mean)}, std − 1 {string.Join(' ', std.Select(value => value - 1))}");
    }
}
