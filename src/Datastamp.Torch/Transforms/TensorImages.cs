using Datastamp.Geometry;
using Datastamp.Resampling;
using TorchSharp;

namespace Datastamp.Torch.Transforms;

/// <summary>Carries out plans on tensors, … × H×W, on their device, with the results that images of bytes have.</summary>
internal static class TensorImages
{
    private const int Rows = -2;
    private const int Columns = -1;

    /// <exception cref="ArgumentException">It is neither C×H×W nor N×C×H×W.</exception>
    public static ImageSize SizeOf(torch.Tensor images) => images.dim() is 3 or 4
        ? new(checked((int)images.size(Columns)), checked((int)images.size(Rows)))
        : throw new ArgumentException($"Images are C×H×W or N×C×H×W, not of {images.dim()} dimensions.", nameof(images));

    public static torch.Tensor Run(torch.Tensor images, PixelPlan plan)
    {
        using var scope = torch.NewDisposeScope();
        var result = images.alias();
        foreach (var stage in plan.Before)
        {
            result = Run(result, stage);
        }

        return Run(result, plan.Last).MoveToOuterDisposeScope();
    }

    private static torch.Tensor Run(torch.Tensor images, in PixelStage stage)
    {
        var visible = stage.Visible;
        if (!stage.HasPixels)
        {
            return images.new_zeros([.. images.shape[..^2], stage.Window.Height, stage.Window.Width]);
        }

        images = Part(images, stage.Source);
        images = stage.IsResized ? Resized(images, stage, visible) : Part(images, visible);
        if (visible != stage.Window)
        {
            var (window, left, top) = (stage.Window, visible.Left - stage.Window.Left, visible.Top - stage.Window.Top);
            images = torch.nn.functional.pad(
                images, [left, window.Width - left - visible.Width, top, window.Height - top - visible.Height]);
        }

        return stage.IsFlipped ? images.flip(Columns) : images;
    }

    private static torch.Tensor Part(torch.Tensor images, ImageRegion region) =>
        images.narrow(Rows, region.Top, region.Height).narrow(Columns, region.Left, region.Width);

    private static torch.Tensor Resized(torch.Tensor images, in PixelStage stage, ImageRegion visible)
    {
        if (images.dtype != torch.ScalarType.Byte)
        {
            throw new ArgumentException($"Images of bytes are resized, not of {images.dtype}: ToTensor comes later.", nameof(images));
        }

        var resampler = Resampler.Create(stage.Source.Size, stage.Resized, stage.Interpolation);
        if (resampler.Nearest is { } picks)
        {
            using var rows = Index(picks.Rows.Slice(visible.Top, visible.Height), images.device);
            using var columns = Index(picks.Columns.Slice(visible.Left, visible.Width), images.device);
            return images.index_select(Rows, rows).index_select(Columns, columns);
        }

        // Only the rows that the second pass reads are taken through the first.
        var down = resampler.Vertical is { } vertical ? new TensorPass(vertical, visible.Top, visible.Height) : default(TensorPass?);
        var used = down is { } pass ? pass.Used : (visible.Top, visible.Height);
        images = images.narrow(Rows, used.Item1, used.Item2);
        images = resampler.Horizontal is { } horizontal
            ? new TensorPass(horizontal, visible.Left, visible.Width).Run(images, Columns, firstUsed: 0)
            : images.narrow(Columns, visible.Left, visible.Width);
        return down?.Run(images, Rows, used.Item1) ?? images;
    }

    private static torch.Tensor Index(ReadOnlySpan<int> positions, torch.Device device) => torch.tensor(positions.ToArray(), device: device);
}
