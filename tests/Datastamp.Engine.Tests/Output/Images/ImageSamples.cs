using System.Text;
using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Geometry;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Resampling;
using OpenCvSharp;

namespace Datastamp.Tests.Output.Images;

/// <summary>Image datasets with constants that no program rounds to fewer digits unseen.</summary>
internal static class ImageSamples
{
    private static readonly double[] mean = [0.48512345678901236, 1e-5, 0.75];
    private static readonly double[] std = [0.22912345678901233, 0.1, 1.0 / 3];

    /// <summary>Every colour order, size, crop and filter, in every way in which they meet.</summary>
    public static IEnumerable<ImagePreprocessing> Preprocessings { get; } =
    [
        .. from color in new[] { ColorOrder.Rgb, ColorOrder.Bgr, ColorOrder.Gray }
           from resize in new ResizeTarget?[] { null, new(20, null), new(37, null), new(24, 31) }
           from crop in new ImageSize?[] { null, new(16, 16), new(29, 18), new(45, 50) }
           select new ImagePreprocessing(color, Resize: resize, CenterCrop: crop),
        .. from filter in Enum.GetValues<Interpolation>()
           from resize in new ResizeTarget[] { new(20, null), new(96, 31) }
           select new ImagePreprocessing(Resize: resize, Interpolation: filter),
        new(Orientation: ExifOrientation.Apply, Resize: new(11, null), CenterCrop: new(9, 7)),
    ];

    public static (ImageDataset Dataset, ImageResult Result) Of(string name, ImagePreprocessing? preprocessing = null, int depth = 8)
    {
        var dataset = new ImageDataset { Name = name, Root = "/data", Include = "data", Preprocessing = preprocessing ?? new() };
        var channels = dataset.Preprocessing.Channels;
        var (_, result) = GrayResult.Of(name);
        return (dataset, result with
        {
            Definition = dataset.Measured,
            Depth = depth,
            Channels = [.. channels],
            Statistics = new(new([.. mean.Take(channels.Count)], [.. std.Take(channels.Count)]), new([0.1, 0.2, 0.3], [0.4, 0.5, 0.6]), new([0.1, 0.2, 0.3], [0.4, 0.5, 0.6])),
        });
    }

    public static IReadOnlyList<(string Path, byte[] Content)> Files(string format, params (ImageDataset Dataset, ImageResult Result)[] images) =>
        new Artifact(ArtifactFormat.Named(format)!, "/facts", "App").Write(new(images, []));

    public static string Text(string format, ImagePreprocessing preprocessing, int depth = 8) =>
        Encoding.UTF8.GetString(Files(format, Of("Train", preprocessing, depth)).Single().Content);

    /// <summary>A lossless image of noise.</summary>
    public static byte[] Noise(int width, int height, bool isWide = false)
    {
        _ = ImageDecoder.Identity;
        using var image = new Mat(height, width, isWide ? MatType.CV_16UC3 : MatType.CV_8UC3);
        Cv2.Randu(image, Scalar.All(0), Scalar.All(isWide ? 65536 : 256));
        Cv2.ImEncode(".png", image, out var encoded);
        return encoded;
    }

    /// <summary>The samples as they are measured, H×W×C, and their size.</summary>
    public static (ushort[] Samples, ImageSize Size) Samples(byte[] file, ImagePreprocessing preprocessing)
    {
        using var image = ImageDecoder.Decode(file, preprocessing.Color, preprocessing.Orientation, ImageDataset.DefaultMaxPixels);
        var size = new ImageSize(image.Width, image.Height);
        var preprocessor = new Preprocessor(preprocessing, ImageDataset.DefaultMaxPixels);
        ushort[] samples = image.Depth == 8 ? [.. preprocessor.Bytes(image).ToArray().Select(sample => (ushort)sample)] : preprocessor.Words(image).ToArray();
        return (samples, preprocessing.CenterCrop ?? preprocessing.Resize?.For(size) ?? size);
    }

    /// <summary>The tensor that a model takes, C×H×W: (x / full scale - mean) / std in single precision.</summary>
    public static Tensor Tensor(byte[] file, ImagePreprocessing preprocessing, int depth = 8)
    {
        var (samples, size) = Samples(file, preprocessing);
        var channels = preprocessing.Channels.Count;
        var pixels = size.Width * size.Height;
        var fullScale = (float)((1 << depth) - 1);
        return new([channels, size.Height, size.Width],
        [
            .. from channel in Enumerable.Range(0, channels)
               from pixel in Enumerable.Range(0, pixels)
               select ((samples[(pixel * channels) + channel] / fullScale) - (float)mean[channel]) / (float)std[channel],
        ]);
    }
}
