using Datastamp.Decoding;
using OpenCvSharp;

namespace Datastamp.Tests;

/// <summary>A folder that each test has to itself.</summary>
public abstract class TemporaryFolder
{
    protected string Root { get; private set; } = string.Empty;

    [SetUp]
    public void MakeFolder() => Root = Directory.CreateTempSubdirectory("datastamp-test-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(Root, recursive: true);

    protected string At(string path) => Path.Combine(Root, path);

    protected string Write(string path, params byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllBytes(At(path), content);
        return At(path);
    }

    /// <summary>Writes a lossless image of one colour.</summary>
    protected string WriteImage(string path, int width, int height, byte red, byte green, byte blue)
    {
        _ = ImageDecoder.Identity;
        using var image = new Mat(height, width, MatType.CV_8UC3, new Scalar(blue, green, red));
        Cv2.ImEncode(".png", image, out var encoded);
        return Write(path, encoded);
    }
}
