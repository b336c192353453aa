using Datastamp.Definitions;
using Datastamp.Geometry;
using Datastamp.Torch.Transforms;
using TorchSharp;

namespace Datastamp.Torch.NvJpeg;

/// <summary>What happens to pixels before they are summed, on the device that they are on, with the integers that the processor gets.</summary>
internal sealed class DevicePreprocessor
{
    private readonly ImagePreprocessing preprocessing;
    private readonly Compose? geometry;

    public DevicePreprocessor(ImagePreprocessing preprocessing)
    {
        this.preprocessing = preprocessing;
        Transform?[] transforms =
        [
            preprocessing.Resize switch
            {
                null => null,
                { Width: { } width } target => new Resize(new ImageSize(width, target.Height), preprocessing.Interpolation),
                { } target => new Resize(target.Height, preprocessing.Interpolation),
            },
            preprocessing.CenterCrop is { } crop ? new Transforms.CenterCrop(crop) : null,
        ];
        geometry = transforms.OfType<Transform>().ToArray() is { Length: > 0 } some ? new(some) : null;
    }

    /// <summary>Whether pixels stay as they are decoded.</summary>
    public bool IsIdentity => geometry is null && preprocessing.Color != ColorOrder.Gray;

    /// <summary>The most pixels that an image of a size has on the way, as a real number: definitions may ask for any size.</summary>
    public double LargestPixels(ImageSize image)
    {
        var resized = preprocessing.Resize switch
        {
            null => (double)image.Width * image.Height,
            { Width: { } width } target => (double)width * target.Height,
            { } target => (double)target.Height * target.Height * image.LongSide / image.ShortSide,
        };
        var cropped = preprocessing.CenterCrop is { } crop ? (double)crop.Width * crop.Height : 0;
        return Math.Max((double)image.Width * image.Height, Math.Max(resized, cropped));
    }

    /// <summary>Grey, resize and crop, in this order.</summary>
    /// <param name="images">Bytes, N×H×W×3.</param>
    /// <returns>Bytes, N×h×w×C, packed; the caller's to dispose of.</returns>
    public torch.Tensor Run(torch.Tensor images)
    {
        using var scope = torch.NewDisposeScope();
        var planes = (preprocessing.Color == ColorOrder.Gray ? Luma(images) : images).permute(0, 3, 1, 2);
        planes = geometry?.Apply(planes) ?? planes;
        return planes.permute(0, 2, 3, 1).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>ITU-R BT.601 as the engine and Pillow have it: 16 fractional bits, rounded half up.</summary>
    private static torch.Tensor Luma(torch.Tensor rgb)
    {
        var weights = torch.tensor([19595, 38470, 7471], device: rgb.device);
        var shift = torch.tensor(16, device: rgb.device);
        return rgb.to(torch.ScalarType.Int32).mul_(weights).sum(-1, keepdim: true, type: torch.ScalarType.Int32)
            .add_(0x8000).bitwise_right_shift_(shift).to(torch.ScalarType.Byte);
    }
}
