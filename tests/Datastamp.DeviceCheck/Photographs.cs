using OpenCvSharp;

namespace Datastamp.DeviceCheck;

/// <summary>
/// Pictures of 500×375 pixels that are encoded as photographs are: noise of all wavelengths, stronger the longer they are, and weaker
/// in colour than in brightness; JPEG of quality 90, 4:2:0.
/// </summary>
internal static class Photographs
{
    public const int Width = 500;
    public const int Height = 375;

    /// <summary>Files, the same every time, all colour and baseline.</summary>
    public static byte[][] Make(int count) => [.. ParallelEnumerable.Range(0, count).AsOrdered().Select(i => Encode(8 * i))];

    /// <summary>Files, the same every time: of eight, one is grey, one progressive, and one stands upright.</summary>
    public static byte[][] MakeMixed(int count) => [.. ParallelEnumerable.Range(0, count).AsOrdered().Select(Encode)];

    private static byte[] Encode(int seed)
    {
        var (width, height) = seed % 8 == 5 ? (Height, Width) : (Width, Height);
        using var pixels = Paint(seed, width, height);
        using var stored = seed % 8 == 3 ? pixels.CvtColor(ColorConversionCodes.BGR2GRAY) : pixels.Clone();
        Cv2.ImEncode(".jpg", stored, out var file, new ImageEncodingParam(ImwriteFlags.JpegQuality, 90), new ImageEncodingParam(ImwriteFlags.JpegProgressive, seed % 8 == 7 ? 1 : 0));
        return file;
    }

    private static Mat Paint(int seed, int width, int height)
    {
        var random = new RNG((ulong)seed + 1);
        using var sum = new Mat(height, width, MatType.CV_32FC3, new Scalar(random.Uniform(60, 190), random.Uniform(60, 190), random.Uniform(60, 190)));
        for (var length = 256; length >= 1; length /= 2)
        {
            using var grey = new Mat((height / length) + 2, (width / length) + 2, MatType.CV_32FC1);
            using var color = new Mat(grey.Rows, grey.Cols, MatType.CV_32FC3);
            random.Fill(grey, DistributionType.Normal, new Scalar(0), new Scalar(6 * Math.Pow(length, 0.35)));
            random.Fill(color, DistributionType.Normal, new Scalar(0, 0, 0), Scalar.All(length < 4 ? 0 : 4 * Math.Pow(length, 0.35)));
            using var three = grey.CvtColor(ColorConversionCodes.GRAY2BGR);
            using var both = (three + color).ToMat();
            using var scaled = both.Resize(new Size(width, height), 0, 0, InterpolationFlags.Cubic);
            Cv2.Add(sum, scaled, sum);
        }

        var pixels = new Mat();
        sum.ConvertTo(pixels, MatType.CV_8UC3);
        return pixels;
    }
}
