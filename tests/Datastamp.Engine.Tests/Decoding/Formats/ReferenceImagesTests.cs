using Datastamp.Tests;

namespace Datastamp.Decoding.Formats;

/// <summary>Real files, where a checkout has them beside it.</summary>
public class ReferenceImagesTests
{
    [TestCase("corrupt.jpg", "corrupt: the illegal marker FFAE before byte 571")]
    [TestCase("truncated_jpeg.jpg", "truncated: ends before the end-of-image marker")]
    [TestCase("broken_data_stream.png", "corrupt: chunk IDAT has a wrong CRC")]
    public void Files_that_Pillow_refuses_are_refused(string name, string reason) =>
        ImageInspectorTests.Refuses(File.ReadAllBytes(Path.Combine(Repository.ReferenceImages(), name)), reason);

    [TestCase("Landscape_6.jpg", ImageFormat.Jpeg, 1200, 1800)]
    [TestCase("testimgari.jpg", ImageFormat.Jpeg, 227, 149)]
    [TestCase("pil_sample_cmyk.jpg", ImageFormat.Jpeg, 100, 100)]
    [TestCase("rgba.png", ImageFormat.Png, 1280, 720)]
    [TestCase("hopper.gif", ImageFormat.Gif, 128, 128)]
    [TestCase("hopper.webp", ImageFormat.WebP, 128, 128)]
    [TestCase("hopper_16bit.pgm", ImageFormat.Pnm, 128, 128)]
    [TestCase("tiff_16bit_RGB.tiff", ImageFormat.Tiff, 100, 40)]
    public void Files_that_Pillow_reads_tell_their_size(string name, ImageFormat format, int width, int height) => Assert.That(
        ImageInspector.Inspect(File.ReadAllBytes(Path.Combine(Repository.ReferenceImages(), name))), Is.EqualTo(new ImageHeader(format, width, height)));
}
