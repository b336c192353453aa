using System.Globalization;
using Datastamp.Torch.Distributed;
using Datastamp.Torch.Normalization;
using TorchSharp;

namespace Datastamp.Torch.Tests.Normalization;

public class NativeMemoryTests
{
    private const int StepsARound = 1000;

    [Test]
    public void Ten_thousand_steps_leave_no_native_memory_behind()
    {
        const int WarmUp = 2;
        const int Rounds = 10;
        var measures = new List<(long Memory, long Tensors)>();
        LocalProcessGroup.Run(2, TimeSpan.FromSeconds(60), group =>
        {
            using var layer = new SyncBatchNorm(group, 16);
            Measure(group, measures);
            for (var round = 0; round < WarmUp + Rounds; round++)
            {
                Train(group, layer);
                Measure(group, measures);
            }
        });

        // A tensor of a step that stayed would be 10 000 times 64 KiB.
        TestContext.Out.WriteLine($"MiB before, and after each thousand steps: {string.Join(", ", measures.Select(measure => measure.Memory >> 20))}");
        Assert.That(measures[^1].Memory - measures[WarmUp].Memory, Is.LessThan(32 << 20));

        // Nor do tensors wait for their finalizers: those of a thousand steps would be a GiB.
        Assert.That(measures[^1].Memory - measures[0].Memory, Is.LessThan(256 << 20));
        Assert.That(measures.Skip(1).Select(measure => measure.Tensors).Distinct(), Has.One.Items);
    }

    private static void Train(IProcessGroup group, SyncBatchNorm layer)
    {
        for (var step = 0; step < StepsARound; step++)
        {
            using var scope = torch.NewDisposeScope();
            var input = torch.ones(16, 16, 64).requires_grad_();
            group.Backward(layer.call(input).sum());
        }
    }

    private static void Measure(IProcessGroup group, List<(long Memory, long Tensors)> measures)
    {
        using var met = torch.zeros(1);
        group.AllReduce(met, "trained");
        if (group.Rank == 0)
        {
            // What the collector keeps for the next objects is managed memory.
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var resident = File.ReadLines("/proc/self/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            measures.Add((long.Parse(resident.AsSpan("VmRSS:".Length).Trim(" \tkB"), CultureInfo.InvariantCulture) << 10, torch.Tensor.TotalCount));
        }

        group.AllReduce(met, "measured");
    }
}
