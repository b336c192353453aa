using Datastamp.Torch.Devices;
using Datastamp.Torch.Distributed;
using Datastamp.Torch.Normalization;
using TorchSharp;
using TorchSharp.Modules;

namespace Datastamp.DeviceCheck.Probes;

/// <summary>Synchronized batch normalization against plain: a world of one, and two replicas where there are two devices.</summary>
internal static class NormalizationProbe
{
    private const int Channels = 16;
    private const int Samples = 12;
    private const double Tolerance = 1e-4;
    private static readonly TimeSpan timeout = TimeSpan.FromMinutes(1);

    public static IEnumerable<Row> Run(CheckOptions options)
    {
        Libtorch.Load(options);
        var device = TorchDevices.Open(options.Device).Device;
        yield return Compare("a world of one", [device]);
        if (!options.IsCuda)
        {
            yield return Compare("two replicas", [torch.CPU, torch.CPU]);
        }
        else if (torch.cuda.device_count() > 1)
        {
            yield return Compare("two replicas", [new torch.Device(DeviceType.CUDA, 0), new torch.Device(DeviceType.CUDA, 1)]);
        }
        else
        {
            yield return Row.Note("SyncBatchNorm, two replicas", $"not run: there is one GPU");
        }
    }

    private static Row Compare(string world, torch.Device[] devices)
    {
        torch.random.manual_seed(1);
        using var scope = torch.NewDisposeScope();
        var x = torch.randn(Samples, Channels, 7, 5).mul_(2).add_(3);
        var dy = torch.randn(Samples, Channels, 7, 5);
        var expected = Step(torch.nn.BatchNorm2d(Channels, device: devices[0]), x.to(devices[0]), dy.to(devices[0]), loss => loss.backward());
        var found = new torch.Tensor[devices.Length][];
        var each = Samples / devices.Length;
        LocalProcessGroup.Run(devices.Length, timeout, group =>
        {
            var device = devices[group.Rank];
            var layer = new SyncBatchNorm(group, Channels, device: device);
            found[group.Rank] = Step(
                layer, x.narrow(0, group.Rank * each, each).to(device), dy.narrow(0, group.Rank * each, each).to(device), loss => group.Backward(loss));
        });

        // Output and gradient are the ranks' one behind the other; statistics are everyone's.
        var difference = new[]
        {
            Difference(torch.cat([.. found.Select(rank => rank[0])]), expected[0]),
            Difference(torch.cat([.. found.Select(rank => rank[1])]), expected[1]),
            found.Max(rank => Difference(rank[2], expected[2])),
            found.Max(rank => Difference(rank[3], expected[3])),
        };
        return Row.Check(
            difference.Max() <= Tolerance,
            $"SyncBatchNorm, {world}, {devices[0].type}",
            $"largest differences from BatchNorm: output {difference[0]:0.0e+0}, gradient {difference[1]:0.0e+0}, running mean {difference[2]:0.0e+0}, variance {difference[3]:0.0e+0}");
    }

    /// <summary>Output, gradient, running mean and variance after a step, on the processor.</summary>
    private static torch.Tensor[] Step(BatchNorm layer, torch.Tensor input, torch.Tensor dy, Action<torch.Tensor> backward)
    {
        var x = input.detach().clone().requires_grad_();
        var output = layer.call(x);
        backward(output.mul(dy).sum());
        return [.. new[] { output, x.grad!, layer.running_mean!, layer.running_var! }.Select(tensor => tensor.detach().cpu().DetachFromDisposeScope())];
    }

    private static double Difference(torch.Tensor one, torch.Tensor other) => (one - other).abs().max().item<float>();
}
