using Datastamp.Definitions;
using Datastamp.Diagnostics;

namespace Datastamp.Tests.Output.Images;

public class MLNetExportTests
{
    private static readonly TestCaseData<ImagePreprocessing, int, string>[] refused =
    [
        new(new(Orientation: ExifOrientation.Apply), 8, "ML.NET does not apply the EXIF orientation. Change Orientation,"),
        new(new(), 16, "ML.NET's images have 8 bits a sample, and the dataset has 16. Change the dataset's files,"),
        new(new(Resize: new(20, null)), 8, "ML.NET needs images of one size, which a short side of 20 gives only with a CenterCrop within 20x20. Change Resize,"),
        new(new(Resize: new(20, null), CenterCrop: new(20, 21)), 8, "ML.NET needs images of one size, which a short side of 20 gives only with a CenterCrop within 20x20. Change Resize,"),
        new(new(CenterCrop: new(20, 20)), 8, "ML.NET crops only images that it resizes, and there is no Resize. Change CenterCrop,"),
    ];

    [TestCaseSource(nameof(refused))]
    public void What_the_steps_cannot_do_is_refused(ImagePreprocessing preprocessing, int depth, string why) => Assert.That(
        Assert.Throws<DiagnosticException>(() => ImageSamples.Text("mlnet", preprocessing, depth))!.Diagnostics.Select(error => (error.Code, error.Message)),
        Is.EqualTo([("DS0109", $"Train: cannot be written as mlnet: {why} or choose another format.")]));

    [Test]
    public void A_short_side_is_a_square_around_the_centre_that_is_cropped_further() => Assert.That(
        ImageSamples.Text("mlnet", new(Resize: new(256, null), CenterCrop: new(224, 224))),
        Does.Contain("ResizeImages(\"DatastampImage\", 256, 256, imageColumn, ImageResizingEstimator.ResizingKind.IsoCrop)")
            .And.Contain("sourceHeight = 256, sourceWidth = 256, top = 16, left = 16, height = 224, width = 224;")
            .And.Contain("[VectorType(3, 224, 224)]"));

    [Test]
    public void Its_own_filter_is_told() => Assert.That(
        ImageSamples.Text("mlnet", new(Resize: new(24, 31))),
        Does.Contain("resized to height x width 24x31 by Pillow's Bilinear filter").And.Contain("ML.NET's ResizeImages has a filter of its own, so the pixels are near those that were measured but not the same"));
}
