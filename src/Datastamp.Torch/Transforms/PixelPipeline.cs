using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Datastamp.Geometry;
using Datastamp.Sampling;
using TorchSharp;

namespace Datastamp.Torch.Transforms;

/// <summary>
/// Transforms in a row, sorted by how they are done: those that move pixels, which are planned together; a table for what becomes
/// of each sample, where that is what comes next; and the rest, one after another on tensors.
/// </summary>
internal sealed class PixelPipeline
{
    private readonly ImmutableArray<GeometricTransform> geometry;
    private readonly ImmutableArray<Transform> afterGeometry;
    private readonly ImmutableArray<Transform> afterTable;
    private readonly SampleTable<float>? table;
    private readonly ResamplerCache resamplers = new();

    public PixelPipeline(IEnumerable<Transform> transforms)
    {
        var all = transforms.ToArray();
        geometry = [.. all.TakeWhile(transform => transform is GeometricTransform).Cast<GeometricTransform>()];
        afterGeometry = [.. all.Skip(geometry.Length)];
        (table, afterTable) = afterGeometry switch
        {
            [ToTensor, Normalize normalize, ..] => (SampleTables.Of(normalize), afterGeometry[2..]),
            [ToTensor, ..] => (SampleTables.Scaled, afterGeometry[1..]),
            _ => (null, afterGeometry),
        };
    }

    /// <summary>Whether an image becomes single-precision numbers with nothing left to do on tensors.</summary>
    public bool IsTable => table is not null && afterTable.IsEmpty;

    public PixelPlan Plan(ImageSize image, SamplingGenerator? generator)
    {
        var plan = new PixelPlan(image);
        foreach (var transform in geometry)
        {
            transform.Plan(plan, generator);
        }

        return plan;
    }

    /// <summary>Carries out a plan of a pipeline that is a table to its end.</summary>
    /// <param name="image">The image.</param>
    /// <param name="plan">What <see cref="Plan"/> gave for its size.</param>
    /// <param name="destination">Takes C·H·W numbers, by the plan's size.</param>
    public void Write(Pixels image, PixelPlan plan, Span<float> destination) => PixelRun.Write(image, plan, resamplers, table!, destination);

    public torch.Tensor Run(Pixels image, SamplingGenerator? generator)
    {
        var plan = Plan(image.Size, generator);
        return table is null
            ? RunOn(Written(image, plan, SampleTables.Identity, torch.ScalarType.Byte), afterTable, generator)
            : RunOn(Written(image, plan, table, torch.ScalarType.Float32), afterTable, generator);
    }

    public torch.Tensor Run(torch.Tensor images, SamplingGenerator? generator)
    {
        if (geometry.IsEmpty)
        {
            return RunOn(images.alias(), afterGeometry, generator);
        }

        var plan = Plan(TensorImages.SizeOf(images), generator);
        return RunOn(TensorImages.Run(images, plan), afterGeometry, generator);
    }

    private torch.Tensor Written<T>(Pixels image, PixelPlan plan, SampleTable<T> table, torch.ScalarType type)
        where T : unmanaged
    {
        var result = torch.empty(image.Channels, plan.Size.Height, plan.Size.Width, dtype: type);
        try
        {
            PixelRun.Write(image, plan, resamplers, table, MemoryMarshal.Cast<byte, T>(result.bytes));
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    private static torch.Tensor RunOn(torch.Tensor images, ImmutableArray<Transform> transforms, SamplingGenerator? generator)
    {
        foreach (var transform in transforms)
        {
            using var before = images;
            images = transform.Apply(before, generator);
        }

        return images;
    }
}
