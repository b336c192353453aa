using System.Buffers;

namespace Datastamp.Torch.Transforms;

/// <summary>Carries out plans on images of bytes.</summary>
internal static class PixelRun
{
    /// <summary>Writes the plan's result, C×H×W, through a table.</summary>
    public static void Write<T>(Pixels image, PixelPlan plan, ResamplerCache resamplers, SampleTable<T> table, Span<T> destination)
        where T : unmanaged
    {
        table.ThrowIfNotFor(image.Channels);
        foreach (var stage in plan.Before)
        {
            // Planes are turned back: two resizes in a row are too rare to be written for.
            var planes = new byte[stage.Window.Width * stage.Window.Height * image.Channels];
            Write(image, stage, resamplers, SampleTables.Identity, planes.AsSpan());
            image = new(Interleaved(planes, image.Channels), stage.Window.Size, image.Channels);
        }

        Write(image, plan.Last, resamplers, table, destination);
    }

    private static void Write<T>(Pixels image, in PixelStage stage, ResamplerCache resamplers, SampleTable<T> table, Span<T> destination)
        where T : unmanaged
    {
        var stride = image.Size.Width * image.Channels;
        var part = image.Samples[((stage.Source.Top * stride) + (stage.Source.Left * image.Channels))..];
        var visible = stage.Visible;
        if (!stage.HasPixels)
        {
            PlanarWriter.Clear(image.Channels, table, destination);
            return;
        }

        if (!stage.IsResized)
        {
            PlanarWriter.Write(part[((visible.Top * stride) + (visible.Left * image.Channels))..], stride, image.Channels, stage, table, destination);
            return;
        }

        var length = checked(visible.Width * visible.Height * image.Channels);
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        var resized = buffer.AsSpan(0, length);
        resamplers.For(image.Size, stage).Resize(part, stride, image.Channels, visible, resized);
        PlanarWriter.Write(resized, visible.Width * image.Channels, image.Channels, stage, table, destination);
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static byte[] Interleaved(byte[] planes, int channels)
    {
        var samples = new byte[planes.Length];
        var plane = planes.Length / channels;
        for (var i = 0; i < planes.Length; i++)
        {
            samples[(i % plane * channels) + (i / plane)] = planes[i];
        }

        return samples;
    }
}
