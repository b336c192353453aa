using Datastamp.Decoding;
using Datastamp.Sampling;
using TorchSharp;

namespace Datastamp.Torch.Transforms;

/// <summary>
/// Something that is done to images before a network sees them. Instances never change and may be used by many threads at a time,
/// each with a generator of its own.
/// </summary>
public abstract class Transform
{
    private PixelPipeline? pipeline;

    /// <summary>A transform.</summary>
    /// <param name="decoding">How files become pixels; R, G, B as coded if null.</param>
    protected Transform(DecodeOptions? decoding = null) => Decoding = decoding ?? DecodeOptions.Default;

    /// <summary>How files become pixels.</summary>
    public DecodeOptions Decoding { get; }

    internal PixelPipeline Pipeline => pipeline ??= new(Parts);

    /// <summary>What is done, one after another.</summary>
    internal virtual IEnumerable<Transform> Parts => [this];

    /// <summary>Transforms images that are tensors already, on their device.</summary>
    /// <param name="images">
    /// C×H×W or N×C×H×W; of bytes, 0–255, until <see cref="ToTensor"/>. One draw serves all of a batch, as in torchvision.
    /// </param>
    /// <param name="generator">Where random draws come from; may be null where none are taken.</param>
    /// <returns>A new tensor on the same device. It may share memory with <paramref name="images"/>.</returns>
    /// <exception cref="ArgumentException">The shape or the type does not fit.</exception>
    /// <exception cref="ArgumentNullException">A draw was needed, and there is no generator.</exception>
    public abstract torch.Tensor Apply(torch.Tensor images, SamplingGenerator? generator = null);

    /// <summary>Transforms an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="generator">Where random draws come from; may be null where none are taken.</param>
    /// <returns>A new tensor in main memory, C×H×W: bytes, 0–255, or what <see cref="ToTensor"/> and what follows it made of them.</returns>
    /// <exception cref="ArgumentException">The number of channels does not fit.</exception>
    /// <exception cref="ArgumentNullException">A draw was needed, and there is no generator.</exception>
    public torch.Tensor Apply(Pixels image, SamplingGenerator? generator = null) => Pipeline.Run(image, generator);

    /// <summary>Decodes an image and transforms it.</summary>
    /// <param name="file">The encoded bytes, in any format that datasets are measured in.</param>
    /// <param name="generator">Where random draws come from; may be null where none are taken.</param>
    /// <inheritdoc cref="Apply(Pixels, SamplingGenerator)"/>
    /// <exception cref="BadImageException">The bytes are no whole, valid image, or one of 16 bits a sample.</exception>
    /// <exception cref="Diagnostics.DiagnosticException">DS0301: the decoder cannot be loaded on this machine.</exception>
    public torch.Tensor ApplyEncoded(ReadOnlySpan<byte> file, SamplingGenerator? generator = null)
    {
        using var image = Decoding.Decode(file);
        return Apply(new Pixels(image.Bytes, new(image.Width, image.Height), image.Channels), generator);
    }

    /// <summary>Reads an image file, decodes it and transforms it.</summary>
    /// <param name="path">The file's path.</param>
    /// <param name="generator">Where random draws come from; may be null where none are taken.</param>
    /// <inheritdoc cref="Apply(Pixels, SamplingGenerator)"/>
    /// <exception cref="BadImageException">It is no whole, valid image, or one of 16 bits a sample. The message names it.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="Diagnostics.DiagnosticException">DS0301: the decoder cannot be loaded on this machine.</exception>
    public torch.Tensor ApplyFile(string path, SamplingGenerator? generator = null)
    {
        var file = File.ReadAllBytes(path);
        try
        {
            return ApplyEncoded(file, generator);
        }
        catch (BadImageException e)
        {
            throw new BadImageException($"{path}: {e.Message}", e);
        }
    }
}
