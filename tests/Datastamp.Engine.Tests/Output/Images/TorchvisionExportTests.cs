using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Resampling;

namespace Datastamp.Tests.Output.Images;

public class TorchvisionExportTests
{
    [Test]
    public void A_module_has_the_steps_of_validation() => Assert.That(
        ImageSamples.Text("torchvision", new(ColorOrder.Bgr, ExifOrientation.Apply, new(256, null), new(320, 224), Interpolation.Lanczos)),
        Is.EqualTo(""""
            # Written by Datastamp, and written again when the data changes.
            #
            # Dataset: Train
            # Folder: data (2 images, 8 bits a sample)
            # Fingerprint: sha256:00
            # Mean: 0.48512345678901236, 1E-05, 0.75 (B, G, R; full scale 1; weighting Mixed)
            # Std: 0.22912345678901233, 0.1, 0.3333333333333333
            from PIL import ImageOps
            from torchvision import transforms

            MEAN = [0.48512345678901236, 1E-05, 0.75]
            STD = [0.22912345678901233, 0.1, 0.3333333333333333]


            def convert(image):
                """The pixels that were measured, of an image that Pillow opened."""
                return ImageOps.exif_transpose(image).convert("RGB")


            def reverse(tensor):
                return tensor.flip(0)


            # From a tensor of 0 to 1, C x H x W, in the order B, G, R.
            normalize = transforms.Normalize(MEAN, STD)

            # From an image that Pillow opened, for validation.
            transform = transforms.Compose([
                transforms.Lambda(convert),
                transforms.Resize(256, interpolation=transforms.InterpolationMode.LANCZOS),
                transforms.CenterCrop((224, 320)),
                transforms.ToTensor(),
                transforms.Lambda(reverse),
                normalize,
            ])

            """"));

    [Test]
    public void Sixteen_bits_are_refused() => Assert.That(
        Assert.Throws<DiagnosticException>(() => ImageSamples.Text("torchvision", new(), 16))!.Diagnostics.Single().Message,
        Is.EqualTo("Train: cannot be written as torchvision: Pillow reads colours of 16 bits as 8 bits, which is what torchvision's transforms then work on. Change the dataset's files, or choose another format."));

    [Test]
    public void A_channel_that_never_changes_is_refused_in_every_form([Values("huggingface", "torchvision", "mlnet", "onnxruntime")] string format)
    {
        var (dataset, result) = ImageSamples.Of("Train");

        var error = Assert.Throws<DiagnosticException>(() => ImageSamples.Files(format, (dataset, result with { Statistics = new(new([0, 0, 0], [0.5, 1e-60, 0.5]), new([0], [0]), new([0], [0])) })))!;

        Assert.That(error.Diagnostics.Single().Message, Is.EqualTo($"Train: cannot be written as {format}: the standard deviation of channel G is 0, and nothing can be divided by it. Change the dataset's files, or choose another format."));
    }
}
