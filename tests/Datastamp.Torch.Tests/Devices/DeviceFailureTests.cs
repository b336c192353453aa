using System.Runtime.InteropServices;
using Datastamp.Torch.Devices;
using Datastamp.Torch.Devices.Cuda;
using TorchSharp;

namespace Datastamp.Torch.Tests.Devices;

public class DeviceFailureTests
{
    [Test]
    public void What_libtorch_says_of_memory_that_is_not_there_is_understood()
    {
        var full = Assert.Catch(() => torch.empty(1L << 50, dtype: torch.ScalarType.Byte).Dispose())!;

        Assert.That(DeviceFailure.IsOutOfMemory(full), full.Message);
        Assert.That(!DeviceFailure.IsDeviceError(full));
    }

    [Test]
    public void A_wrong_call_is_no_failure_of_the_device()
    {
        var wrong = Assert.Catch(() => torch.zeros(3).view(2, 2).Dispose())!;

        Assert.That(!DeviceFailure.IsOutOfMemory(wrong));
        Assert.That(!DeviceFailure.IsDeviceError(wrong));
    }

    [TestCase("CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 1 GiB", true, false)]
    [TestCase("CUDA error: out of memory\nCUDA kernel errors might be asynchronously reported", true, false)]
    [TestCase("CUDA error: an illegal memory access was encountered\nCUDA kernel errors might be", false, true)]
    public void What_libtorch_says_of_CUDA_is_understood(string message, bool isFull, bool isLost)
    {
        // What TorchSharp throws.
#pragma warning disable CA2201
        var exception = new ExternalException(message);
#pragma warning restore CA2201

        Assert.That((DeviceFailure.IsOutOfMemory(exception), DeviceFailure.IsDeviceError(exception)), Is.EqualTo((isFull, isLost)));
    }

    [Test]
    public void People_are_told_the_first_line() => Assert.That(
        DeviceFailure.Of("cuda NVIDIA H200", new CudaException(719, "an illegal memory access was encountered\nCompile with TORCH_USE_CUDA_DSA")).Diagnostics[0].Message,
        Does.StartWith("cuda NVIDIA H200 failed: an illegal memory access was encountered. Nothing"));
}
