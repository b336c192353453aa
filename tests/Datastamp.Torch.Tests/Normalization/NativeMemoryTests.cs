using System.Globalization;
using Datastamp.Torch.Distributed;
using Datastamp.Torch.Normalization;
using TorchSharp;

namespace Datastamp.Torch.Tests.Normalization;

public class NativeMemoryTests
{
    private const int Steps = 10_000;

    [Test]
    public void Ten_thousand_steps_leave_no_native_memory_behind()
    {
        long before = 0, after = 0;
        LocalProcessGroup.Run(2, TimeSpan.FromSeconds(60), group =>
        {
            using var layer = new SyncBatchNorm(group, 16);
            Train(group, layer, 1000);
            Measure(group, ref before);
            Train(group, layer, Steps);
            Measure(group, ref after);
        });

        // A tensor of a step that stayed would be 10 000 times 64 KiB.
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{before >> 10} KiB, and {after >> 10} KiB after {Steps} steps"));
        Assert.That(after - before, Is.LessThan(64 << 20));
    }

    private static void Train(IProcessGroup group, SyncBatchNorm layer, int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            using var scope = torch.NewDisposeScope();
            var input = torch.ones(16, 16, 64).requires_grad_();
            group.Backward(layer.call(input).sum());
        }
    }

    private static void Measure(IProcessGroup group, ref long memory)
    {
        using var met = torch.zeros(1);
        group.AllReduce(met, "measure");
        if (group.Rank == 0)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var status = File.ReadLines("/proc/self/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            memory = long.Parse(status.AsSpan("VmRSS:".Length).Trim(" \tkB"), CultureInfo.InvariantCulture) << 10;
        }

        group.AllReduce(met, "measured");
    }
}
