using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Datastamp.Diagnostics;
using TorchSharp;

namespace Datastamp.Torch.Native;

/// <summary>
/// Computes what is known beforehand with the backend that is loaded. One of another version may end the process instead, so
/// this runs in a process of its own.
/// </summary>
public static class BackendSelfTest
{
    /// <summary>Sums, products and a convolution, on the processor and, where the backend is for them, on every GPU.</summary>
    /// <param name="backend">What is loaded.</param>
    /// <returns>How many GPUs were tested.</returns>
    /// <exception cref="DiagnosticException">DS0509: TorchSharp does not start on it; DS0510: a result is wrong.</exception>
    public static int Run(TorchBackend backend)
    {
        ArgumentNullException.ThrowIfNull(backend);
        try
        {
            var devices = backend.Manifest.Kind == BackendKind.Cuda && torch.cuda.is_available() ? torch.cuda.device_count() : 0;
            Check(torch.CPU, backend.Folder);
            for (var device = 0; device < devices; device++)
            {
                var gpu = torch.device(DeviceType.CUDA, device);
                Check(gpu, backend.Folder);
            }

            return devices;
        }
        catch (Exception e) when (e is TypeInitializationException or NotSupportedException or DllNotFoundException or EntryPointNotFoundException or ExternalException)
        {
            throw new DiagnosticException(Report.BackendNotLoaded(backend.Folder, (e.InnerException ?? e).Message.ReplaceLineEndings(" ")), e);
        }
    }

    /// <summary>Whether the backend that is loaded finds a GPU. Never inlined: where TorchSharp is first used, it loads what it finds.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static bool HasDevice() => torch.cuda.is_available();

    private static void Check(torch.Device device, string folder)
    {
        using var scope = torch.NewDisposeScope();
        using var without = torch.no_grad();

        // The bytes 0 to 255: their sum is 255·256/2, that of their squares 255·256·511/6.
        var bytes = torch.tensor([.. Enumerable.Range(0, 256).Select(i => (byte)i)], dtype: torch.uint8, device: device).to_type(torch.int64);
        Expect("the sum of 0 to 255", [bytes.sum().cpu().item<long>()], 32640);
        Expect("the sum of their squares", [bytes.square().sum().cpu().item<long>()], 5559680);

        // [1 2; 3 4]·[5 6; 7 8] = [19 22; 43 50].
        var left = torch.tensor([1.0, 2, 3, 4], dtype: torch.float64, device: device).reshape(2, 2);
        var right = torch.tensor([5.0, 6, 7, 8], dtype: torch.float64, device: device).reshape(2, 2);
        Expect("the product of two matrices", left.matmul(right).cpu().data<double>().ToArray(), [19, 22, 43, 50]);

        // Of 0 to 8 in three rows, the windows of two by two: 0+1+3+4 and on.
        var image = torch.arange(9, dtype: torch.float32, device: device).reshape(1, 1, 3, 3);
        var window = torch.ones(1, 1, 2, 2, dtype: torch.float32, device: device);
        Expect("the sums of windows", torch.nn.functional.conv2d(image, window).cpu().data<float>().ToArray(), [8, 12, 20, 24]);

        void Expect<T>(string name, T[] found, params T[] expected)
        {
            if (!found.SequenceEqual(expected))
            {
                throw new DiagnosticException(Report.BackendFails(folder, $"on {device}, {name} is {string.Join(" ", found)} instead of {string.Join(" ", expected)}"));
            }
        }
    }
}
