using Datastamp.Definitions;

namespace Datastamp.Tests.Output.Images;

/// <summary>What Python's programs make of images by the exports, beside what was measured.</summary>
[Category("Python")]
public class PythonTensorTests : TemporaryFolder
{
    private string[] images = [];

    [SetUp]
    public void MakeImages() => images =
    [
        Write("wide.png", ImageSamples.Noise(61, 47)),
        Write("tall.png", ImageSamples.Noise(40, 64)),
        Write("small.png", ImageSamples.Noise(33, 17)),
        .. new[] { "gray.png", "palette.png", "rgba.png", "rgb.jpg", "orientation_6.jpg" }.Select(name => Path.Combine(AppContext.BaseDirectory, "Images", name)),
    ];

    [Test]
    public void Transforms_of_torchvision_give_what_was_measured_to_the_last_bit()
    {
        using var python = new PythonTensors("torchvision", "PIL");

        foreach (var preprocessing in ImageSamples.Preprocessings)
        {
            var module = Export("torchvision", preprocessing);
            foreach (var image in images)
            {
                var tensor = python.Make("torchvision", module, image);
                Assert.That(tensor.UnitsFrom(ImageSamples.Tensor(File.ReadAllBytes(image), preprocessing)), Is.Zero, $"{preprocessing} {image}");
            }
        }
    }

    [Test]
    public void Hugging_Face_gives_what_was_measured_but_for_crops_that_begin_between_two_pixels()
    {
        using var python = new PythonTensors("numpy", "PIL");
        var shifts = new HashSet<(int, int)>();

        foreach (var preprocessing in ImageSamples.Preprocessings.Where(preprocessing => preprocessing is { Color: ColorOrder.Rgb, Orientation: ExifOrientation.Ignore }))
        {
            var config = Export("huggingface", preprocessing);
            foreach (var image in images)
            {
                var file = File.ReadAllBytes(image);
                var (_, size) = ImageSamples.Samples(file, preprocessing with { CenterCrop = null });
                var (down, right) = preprocessing.CenterCrop is { } crop ? (Shift(size.Height - crop.Height), Shift(size.Width - crop.Width)) : (0, 0);
                var tensor = python.Make("huggingface", config, image);
                var measured = ImageSamples.Tensor(file, preprocessing);
                shifts.Add((down, right));

                Assert.That(tensor.Shape, Is.EqualTo(measured.Shape));
                Assert.That(
                    tensor.Part(down, right, 0, 0).UnitsFrom(measured.Part(0, 0, down, right)), Is.Zero, $"{preprocessing} {image}");
            }
        }

        Assert.That(shifts, Has.Count.EqualTo(4));
    }

    /// <summary>How much later an image stands in the crop of transformers than in torchvision's, which rounds halves to even and the start of padding down.</summary>
    private static int Shift(int difference) => difference < 0 ? -difference % 2 : difference % 4 == 3 ? 1 : 0;

    private string Export(string format, ImagePreprocessing preprocessing) =>
        Write(Path.GetRandomFileName(), ImageSamples.Files(format, ImageSamples.Of("Train", preprocessing)).Single().Content);
}
