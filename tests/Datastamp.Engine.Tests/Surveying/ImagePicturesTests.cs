using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Geometry;
using OpenCvSharp;

namespace Datastamp.Tests.Surveying;

public class ImagePicturesTests : SurveyedFolder
{
    [Test]
    public async Task Samples_are_evenly_spaced_in_order_of_keys()
    {
        for (var i = 0; i < 72; i++)
        {
            WriteImage($"{i:00}.png", 1, 1, (byte)i, 0, 0);
        }

        var samples = (await SurveyAsync()).Samples;

        Assert.That(samples.Select(image => image.Key), Is.EqualTo(Enumerable.Range(0, 24).Select(i => $"{(3 * i) + 1:00}.png")));
    }

    [Test]
    public async Task The_farthest_image_is_the_first_outlier_and_ties_go_by_key()
    {
        for (var i = 0; i < 20; i++)
        {
            WriteImage($"{i:00}.png", 2, 2, 100, 100, (byte)(100 + (i % 2)));
        }

        WriteImage("far.png", 2, 2, 100, 220, 100);

        var outliers = (await SurveyAsync()).Outliers;

        Assert.That(outliers, Has.Length.EqualTo(12));
        Assert.That(outliers[0].Key, Is.EqualTo("far.png"));
        Assert.That(outliers[0].Distance, Is.EqualTo(Math.Sqrt(20)).Within(1e-6), "one of 21 is 20/21 off the mean, and the deviation is sqrt(20)/21");
        Assert.That(ColorOf(outliers[0].Picture), Is.EqualTo(new byte[] { 100, 220, 100 }).Within(3));
        Assert.That(outliers[1..].Select(image => image.Key), Is.EqualTo(Enumerable.Range(0, 10).Select(i => $"{(2 * i) + 1:00}.png").Append("00.png")));
    }

    [TestCase(ColorOrder.Rgb)]
    [TestCase(ColorOrder.Bgr)]
    public async Task Colours_are_right_in_any_order_and_depth(ColorOrder order)
    {
        WriteImage("a.png", 8, 8, 200, 100, 40);
        WriteDeepImage("b.png", 200 * 257, 100 * 257, 40 * 257);

        var survey = await SurveyAsync(new(order));

        Assert.That(survey.Samples.Select(image => ColorOf(image.Picture)).Append(ColorOf(survey.MeanImage)), Is.All.EqualTo(new byte[] { 200, 100, 40 }).Within(3));
        Assert.That(survey.Outliers.Select(image => image.Distance), Is.All.EqualTo(0));
    }

    [Test]
    public async Task Datasets_in_gray_are_shown_in_gray()
    {
        WriteImage("a.png", 8, 8, 200, 100, 40);
        WriteDeepImage("b.png", 200 * 257, 100 * 257, 40 * 257);

        var survey = await SurveyAsync(new(ColorOrder.Gray));

        Assert.That(survey.Samples.Select(image => ColorOf(image.Picture)).Append(ColorOf(survey.MeanImage)), Is.All.EqualTo(new byte[] { 123, 123, 123 }).Within(2));
        Assert.That(survey.Images[0].Mean, Has.Length.EqualTo(1));
    }

    [TestCase(1, 1, 1, 1)]
    [TestCase(1, 5000, 1, 128)]
    [TestCase(5000, 1, 128, 1)]
    [TestCase(128, 20, 128, 20)]
    [TestCase(400, 300, 128, 96)]
    [TestCase(129, 2, 128, 2)]
    public async Task Any_shape_has_a_picture_of_its_own_shape(int width, int height, int shownWidth, int shownHeight)
    {
        WriteImage("a.png", width, height, 250, 20, 130);

        var survey = await SurveyAsync();

        var picture = survey.Samples.Single().Picture;
        Assert.That((picture.Width, picture.Height), Is.EqualTo((shownWidth, shownHeight)));
        Assert.That(ColorOf(picture), Is.EqualTo(new byte[] { 250, 20, 130 }).Within(3));
        Assert.That(ColorOf(survey.MeanImage), Is.EqualTo(new byte[] { 250, 20, 130 }).Within(3));
        Assert.That(survey.Outliers.Single().Distance, Is.Zero);
    }

    [Test]
    public async Task A_crop_that_is_larger_than_the_image_pads_the_mean_but_not_the_picture()
    {
        WriteImage("a.png", 8, 8, 200, 200, 200);

        var survey = await SurveyAsync(new(CenterCrop: new ImageSize(400, 200)));

        Assert.That((survey.MeanImage.Width, survey.MeanImage.Height), Is.EqualTo((96, 48)));
        Assert.That(ColorOf(survey.MeanImage), Is.EqualTo(new byte[] { 0, 0, 0 }).Within(3));
        Assert.That((survey.Samples[0].Picture.Width, ColorOf(survey.Samples[0].Picture)[0]), Is.EqualTo((8, 200)));
        Assert.That(survey.Images[0].Mean[0], Is.EqualTo(200 / 255f * 64 / 80000).Within(1e-7));
    }

    [TestCase(ExifOrientation.Ignore, 48, 32)]
    [TestCase(ExifOrientation.Apply, 32, 48)]
    public async Task Pictures_stand_as_the_dataset_says(ExifOrientation orientation, int width, int height)
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Images", "orientation_6.jpg"), At("a.jpg"));

        var picture = (await SurveyAsync(new(Orientation: orientation))).Samples.Single().Picture;

        Assert.That(picture.Width > picture.Height, Is.EqualTo(width > height));
    }

    [Test]
    public async Task Even_noise_has_a_small_picture()
    {
        _ = ImageDecoder.Identity;
        var noise = new byte[300 * 300 * 3];
        new Random(1).NextBytes(noise);
        using (var image = Mat.FromPixelData(300, 300, MatType.CV_8UC3, noise))
        {
            Cv2.ImEncode(".png", image, out var encoded);
            Write("a.png", encoded);
        }

        Assert.That((await SurveyAsync()).Samples.Single().Picture.Content, Has.Length.InRange(1000, JpegEncoder.WantedBytes));
    }
}
