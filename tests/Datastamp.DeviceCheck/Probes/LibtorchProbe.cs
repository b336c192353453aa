using Datastamp.Torch.Native;
using TorchSharp;

namespace Datastamp.DeviceCheck.Probes;

/// <summary>Whether the machine's libtorch fits the TorchSharp that this was built with: it loads, and operators give what is known beforehand.</summary>
internal static class LibtorchProbe
{
    public static IEnumerable<Row> Run(CheckOptions options)
    {
        var told = "unknown";
        var failure = Failure(() => told = LibtorchFiles.VersionOf(options.Libtorch) ?? "older than 2.9");
        yield return Row.Note("libtorch", $"version {told}, TorchSharp is built for {TorchBackend.BuiltFor}; {options.Libtorch}");
        failure ??= Failure(() => Libtorch.Load(options));
        if (failure is not null)
        {
            yield return Row.Fail("libtorch fits", $"does not fit: version {told}, built for {TorchBackend.BuiltFor}; {failure}");
            yield break;
        }

        foreach (var device in Devices(options))
        {
            var wrong = Failure(() => Compute(device));
            yield return wrong is null
                ? Row.Check(isWell: true, $"libtorch fits, {device}", $"loads and computes as expected")
                : Row.Fail($"libtorch fits, {device}", $"does not fit: version {told}, built for {TorchBackend.BuiltFor}; {wrong}");
        }
    }

    private static IEnumerable<torch.Device> Devices(CheckOptions options)
    {
        yield return torch.CPU;
        if (options.IsCuda && torch.cuda.is_available())
        {
            yield return new(DeviceType.CUDA, options.Index);
        }
    }

    private static string? Failure(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception e)
        {
            // Whatever it is: the libraries were built for each other, or not.
            return (e is TypeInitializationException { InnerException: { } inner } ? inner : e).Message.ReplaceLineEndings(" ");
        }
    }

    /// <summary>What sums, resizing and normalization are made of.</summary>
    private static void Compute(torch.Device device)
    {
        using var scope = torch.NewDisposeScope();
        var bytes = torch.tensor([.. Enumerable.Range(0, 256).Select(i => (byte)i)], dtype: torch.ScalarType.Byte, device: device);
        Expect("sum", [bytes.to(torch.ScalarType.Int64).sum().item<long>()], [32640]);
        Expect("sum of squares", [bytes.to(torch.ScalarType.Int32).square().sum(type: torch.ScalarType.Int64).item<long>()], [5559680]);
        Expect<byte>("index_select, flip", bytes.index_select(0, torch.tensor(new long[] { 3, 255, 0 }, device: device)).flip(0).cpu().data<byte>().ToArray(), [0, 255, 3]);
        Expect("permute, contiguous", torch.arange(6, dtype: torch.ScalarType.Int32, device: device).view(2, 3).permute(1, 0).contiguous().cpu().data<int>().ToArray(), [0, 3, 1, 4, 2, 5]);
        var shifted = torch.tensor(new[] { -5, 300, 70000 }, device: device).mul_(torch.tensor(256, device: device)).add_(128).bitwise_right_shift_(torch.tensor(8, device: device));
        Expect<byte>("mul_, add_, bitwise_right_shift_, clamp_", shifted.clamp_(0, 255).to(torch.ScalarType.Byte).cpu().data<byte>().ToArray(), [0, 255, 255]);
        Expect("bincount", torch.tensor(new long[] { 1, 1, 3 }, device: device).bincount(null, 4).cpu().data<long>().ToArray(), [0, 2, 0, 1]);
        Expect("pad", torch.nn.functional.pad(torch.ones(1, 1, dtype: torch.ScalarType.Float32, device: device), [1, 0, 0, 1]).cpu().data<float>().ToArray(), [0, 1, 0, 0]);
        var left = torch.tensor(new[] { 1.0, 2, 3, 4 }, device: device).reshape(2, 2).requires_grad_();
        var right = torch.tensor(new[] { 5.0, 6, 7, 8 }, device: device).reshape(2, 2);
        var product = left.matmul(right);
        Expect("matmul", product.detach().cpu().data<double>().ToArray(), [19, 22, 43, 50]);
        product.sum().backward();
        Expect("backward", left.grad!.cpu().data<double>().ToArray(), [11, 15, 11, 15]);
        var image = torch.arange(9, dtype: torch.ScalarType.Float32, device: device).reshape(1, 1, 3, 3);
        Expect("conv2d", torch.nn.functional.conv2d(image, torch.ones(1, 1, 2, 2, device: device)).cpu().data<float>().ToArray(), [8, 12, 20, 24]);
    }

    private static void Expect<T>(string operators, T[] found, T[] expected)
    {
        if (!found.SequenceEqual(expected))
        {
            throw new InvalidOperationException($"{operators} gives {string.Join(' ', found)} instead of {string.Join(' ', expected)}");
        }
    }
}
