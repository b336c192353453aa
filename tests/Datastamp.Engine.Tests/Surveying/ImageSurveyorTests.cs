using System.Globalization;
using System.Security.Cryptography;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Surveying;

namespace Datastamp.Tests.Surveying;

public class ImageSurveyorTests : SurveyedFolder
{
    [Test]
    public async Task An_image_is_kept_with_its_size_its_means_and_its_hash()
    {
        var path = WriteImage("cat/a.png", 4, 3, 51, 102, 255);

        var image = (await SurveyAsync()).Images.Single();

        Assert.That((image.Key, image.Label, image.Width, image.Height), Is.EqualTo(("cat/a.png", "cat", 4, 3)));
        Assert.That(image.Bytes, Is.EqualTo(new FileInfo(path).Length));
        Assert.That(image.Mean, Is.EqualTo(new[] { 0.2f, 0.4f, 1f }));
        Assert.That(
            image.ContentHash.ToString("x32", CultureInfo.InvariantCulture),
            Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(path)))[..32]));
    }

    [Test]
    public async Task Means_and_mean_image_are_of_what_is_measured_but_the_size_is_of_the_file()
    {
        WriteImage("a.png", 4, 4, 200, 100, 60);

        var survey = await SurveyAsync(new(ColorOrder.Bgr, Resize: new(2, 2), CenterCrop: new(4, 2)));

        Assert.That((survey.Images[0].Width, survey.Images[0].Height), Is.EqualTo((4, 4)));
        Assert.That(survey.Images[0].Mean, Is.EqualTo(new[] { 30 / 255f, 50 / 255f, 100 / 255f }));
        Assert.That((survey.MeanImage.Width, survey.MeanImage.Height), Is.EqualTo((4, 2)));
        Assert.That(survey.Histogram.Select(channel => (channel[0], channel.Sum())), Is.All.EqualTo((4, 8)));
        Assert.That((survey.Histogram[0][60], survey.Histogram[1][100], survey.Histogram[2][200]), Is.EqualTo((4, 4, 4)));
    }

    [Test]
    public async Task The_mean_image_is_the_mean_of_all_images_whatever_their_sizes()
    {
        WriteImage("a.png", 300, 40, 10, 200, 0);
        WriteImage("b.png", 5, 7, 30, 100, 0);
        WriteImage("c.png", 96, 96, 50, 0, 255);

        var mean = (await SurveyAsync()).MeanImage;

        Assert.That((mean.Width, mean.Height, mean.MediaType), Is.EqualTo((96, 96, "image/jpeg")));
        Assert.That(ColorOf(mean), Is.EqualTo(new byte[] { 30, 100, 85 }).Within(3));
    }

    [TestCase(2)]
    [TestCase(7)]
    public async Task Any_number_of_threads_gives_the_same_survey(int threads)
    {
        for (var i = 0; i < 50; i++)
        {
            WriteImage($"{i % 3}/{i}.png", 1 + (i % 7 * 30), 1 + (i % 4 * 50), (byte)(11 * i), (byte)(255 - i), (byte)(i * i));
        }

        WriteDeepImage("deep.png", 1000, 20000, 65535);

        Assert.That(Describe(await SurveyAsync(threads: threads)), Is.EqualTo(Describe(await SurveyAsync(threads: 1))));
    }

    [Test]
    public async Task Duplicates_share_a_hash()
    {
        WriteImage("a.png", 3, 3, 1, 2, 3);
        WriteImage("b.png", 3, 3, 1, 2, 4);
        WriteImage("copy/a.png", 3, 3, 1, 2, 3);

        var hashes = (await SurveyAsync()).Images.ToDictionary(image => image.Key, image => image.ContentHash, StringComparer.Ordinal);

        Assert.That(hashes["copy/a.png"], Is.EqualTo(hashes["a.png"]));
        Assert.That(hashes["b.png"], Is.Not.EqualTo(hashes["a.png"]));
    }

    [Test]
    public async Task A_bad_file_is_passed_over()
    {
        WriteImage("a.png", 3, 3, 1, 2, 3);
        Write("b.png", 1, 2, 3);
        Write("c.png");

        var survey = await SurveyAsync();

        Assert.That(survey.Images.Select(image => image.Key), Is.EqualTo(new[] { "a.png" }));
        Assert.That(survey.Histogram[2][3], Is.EqualTo(9));
    }

    [Test]
    public async Task There_is_no_survey_without_a_valid_image()
    {
        Assert.That(await TrySurveyAsync(), Is.Null);
        Assert.That(await ImageSurveyor.SurveyAsync(Dataset() with { Root = At("missing") }, MeasureOptions.Default, CancellationToken.None), Is.Null);

        Write("b.png", 1, 2, 3);

        Assert.That(await TrySurveyAsync(), Is.Null);
    }

    [Test]
    public void A_file_that_vanishes_is_named()
    {
        WriteImage("a.png", 3, 3, 1, 2, 3);
        WriteImage("b.png", 3, 3, 1, 2, 3);
        var vanish = new Vanish(At("b.png"));

        var error = Assert.ThrowsAsync<DiagnosticException>(
            () => ImageSurveyor.SurveyAsync(Dataset(), new MeasureOptions(1, vanish), CancellationToken.None))!.Diagnostics.Single();

        Assert.That((error.Code, error.File), Is.EqualTo(("DS0105", At("b.png"))));
    }

    [Test]
    public void Cancellation_ends_it()
    {
        WriteImage("a.png", 3, 3, 1, 2, 3);

        Assert.That(
            () => ImageSurveyor.SurveyAsync(Dataset(), new MeasureOptions(2), new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    private static string Describe(ImageSurvey survey) => string.Join(
        '\n',
        [
            .. survey.Images.Select(image => $"{image with { Mean = [] }} {string.Join(' ', image.Mean)}"),
            .. survey.Histogram.Select(channel => string.Join(' ', channel)),
            Describe(survey.MeanImage),
            .. survey.Samples.Concat(survey.Outliers).Select(image => $"{image.Key} {image.Distance} {Describe(image.Picture)}"),
        ]);

    private static string Describe(Thumbnail picture) => $"{picture.Width} {picture.Height} {Convert.ToHexString(picture.Content.AsSpan())}";

    /// <summary>Deletes a file between the pass over all images and that over the shown ones.</summary>
    private sealed class Vanish(string path) : IProgress<MeasureProgress>
    {
        public void Report(MeasureProgress value)
        {
            if (value.Files == value.TotalFiles)
            {
                File.Delete(path);
            }
        }
    }
}
