using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Surveying;
using OpenCvSharp;

namespace Datastamp.Tests.Surveying;

/// <summary>Images that a test makes, and their survey.</summary>
public abstract class SurveyedFolder : TemporaryFolder
{
    protected ImageDataset Dataset(ImagePreprocessing? preprocessing = null) =>
        new() { Name = "Test", Root = Root, Include = "test", Preprocessing = preprocessing ?? new() };

    protected Task<ImageSurvey?> TrySurveyAsync(ImagePreprocessing? preprocessing = null, int threads = 2) =>
        ImageSurveyor.SurveyAsync(Dataset(preprocessing), new MeasureOptions(threads), CancellationToken.None);

    protected async Task<ImageSurvey> SurveyAsync(ImagePreprocessing? preprocessing = null, int threads = 2) =>
        (await TrySurveyAsync(preprocessing, threads))!;

    /// <summary>Writes a lossless image of one colour in 16 bits a sample.</summary>
    protected string WriteDeepImage(string path, ushort red, ushort green, ushort blue)
    {
        _ = ImageDecoder.Identity;
        using var image = new Mat(8, 8, MatType.CV_16UC3, new Scalar(blue, green, red));
        Cv2.ImEncode(".png", image, out var encoded);
        return Write(path, encoded);
    }

    /// <summary>The red, green and blue of the first pixel.</summary>
    private protected static byte[] ColorOf(Thumbnail picture) => PixelsOf(picture)[..3];

    /// <summary>The pixels in R, G, B order.</summary>
    private protected static byte[] PixelsOf(Thumbnail picture)
    {
        using var image = ImageDecoder.Decode(picture.Content.AsSpan(), ColorOrder.Rgb, ExifOrientation.Ignore, ImageDataset.DefaultMaxPixels);
        Assert.That((image.Width, image.Height), Is.EqualTo((picture.Width, picture.Height)));
        return image.Bytes.ToArray();
    }
}
