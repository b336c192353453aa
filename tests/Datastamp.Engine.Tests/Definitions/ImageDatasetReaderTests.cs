using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Geometry;
using Datastamp.Resampling;
using Datastamp.Statistics;

namespace Datastamp.Tests.Definitions;

public class ImageDatasetReaderTests
{
    [Test]
    public void Missing_values_take_their_defaults()
    {
        var dataset = Read();

        Assert.Multiple(() =>
        {
            Assert.That(dataset.Name, Is.EqualTo("DataTrain"));
            Assert.That(dataset.Root, Is.EqualTo("/base/data/train"));
            Assert.That(dataset.Patterns, Is.EqualTo(ImageDataset.AllImages));
            Assert.That(dataset.Preprocessing, Is.EqualTo(new ImagePreprocessing()));
            Assert.That(dataset.Weighting, Is.EqualTo(Weighting.Mixed));
            Assert.That(dataset.OnBadFile, Is.EqualTo(BadFilePolicy.Error));
            Assert.That(dataset.MaxPixels, Is.EqualTo(1 << 28));
            Assert.That(dataset.Subset, Is.Null);
        });
    }

    [Test]
    public void Values_are_read_without_case_and_space()
    {
        var dataset = Read(
            ("name", " Train "),
            ("COLOR", " bgr"),
            ("Orientation", "apply"),
            ("Resize", "224x320"),
            ("CenterCrop", "224"),
            ("Interpolation", "LANCZOS"),
            ("Weighting", "images"),
            ("Histogram", "True"),
            ("OnBadFile", "skip"),
            ("Pattern", "*.png; sub\\*.jpg;;*.png"),
            ("MaxPixels", "1000"),
            ("Sample", "10 %"),
            ("SampleSeed", "5"));

        Assert.Multiple(() =>
        {
            Assert.That(dataset.Name, Is.EqualTo("Train"));
            Assert.That(dataset.Preprocessing, Is.EqualTo(new ImagePreprocessing(
                ColorOrder.Bgr, ExifOrientation.Apply, new ResizeTarget(224, 320), new ImageSize(224, 224), Interpolation.Lanczos)));
            Assert.That(dataset.Weighting, Is.EqualTo(Weighting.Images));
            Assert.That(dataset.Histogram, Is.True);
            Assert.That(dataset.OnBadFile, Is.EqualTo(BadFilePolicy.Skip));
            Assert.That(dataset.Patterns, Is.EqualTo(["*.png", "sub/*.jpg"]));
            Assert.That(dataset.MaxPixels, Is.EqualTo(1000));
            Assert.That(dataset.Subset, Is.EqualTo(ImageSubset.Parse("0.1", 5)));
        });
    }

    [TestCase("Color", "RBG")]
    [TestCase("Color", "1")]
    [TestCase("Orientation", "2")]
    [TestCase("Resize", "0")]
    [TestCase("Resize", "-1")]
    [TestCase("Resize", "1x2x3")]
    [TestCase("Resize", "99999999999")]
    [TestCase("CenterCrop", "x")]
    [TestCase("Interpolation", "Cubic")]
    [TestCase("Weighting", "Pixel")]
    [TestCase("Histogram", "yes")]
    [TestCase("OnBadFile", "Ignore")]
    [TestCase("MaxPixels", "1e6")]
    [TestCase("Sample", "1")]
    [TestCase("Sample", "half")]
    [TestCase("Sample", "110%")]
    [TestCase("SampleSeed", "-1")]
    [TestCase("SampleSeed", "x")]
    [TestCase("Pattern", "../*.jpg")]
    [TestCase("ExcludePattern", "/etc/*")]
    [TestCase("Exclude", "*.png")]
    public void Other_values_are_refused_by_name(string key, string value)
    {
        var error = Assert.Throws<DiagnosticException>(() => Read((key, value)))!.Diagnostics.Single();

        Assert.That(error.Code, Is.EqualTo("DS0001"));
        Assert.That(error.Message, Does.Contain($"{key} cannot be '{value}'. Allowed: "));
        Assert.That(error.File, Is.EqualTo("/base/a.csproj"));
    }

    private static ImageDataset Read(params (string Name, string Value)[] metadata) => ImageDatasetReader.Read(
        "data/train",
        "/base",
        metadata.ToDictionary(item => item.Name, item => item.Value, StringComparer.OrdinalIgnoreCase),
        new ItemOrigin("/base/a.csproj", "ImageDataset", "data/train", Name: null));
}
