using Datastamp.Torch.Devices.Cuda;

namespace Datastamp.Torch.Tests.Devices;

public class CudaFactsTests
{
    private static readonly CudaFacts good = new(null, 12080, true, 2, 90);

    [Test]
    public void Nothing_stands_in_the_way_of_a_GPU_with_all_that_it_needs() => Assert.That(good.Obstacle(1), Is.Null);

    [Test]
    public void Each_obstacle_has_its_own_words()
    {
        Assert.That(Told(good with { Problem = "no driver" }), Is.EqualTo("DS0514: There is no NVIDIA GPU to use here: no driver. Install NVIDIA's driver, in a container give it the GPUs, or measure without the device."));
        Assert.That(Told(good with { DriverVersion = 11080 }), Does.StartWith("DS0516: The GPU cannot be used: NVIDIA's driver serves CUDA up to 11.8, and CUDA 12.0 or newer is needed."));
        Assert.That(Told(good with { Capability = 61 }), Does.StartWith("DS0516: The GPU cannot be used: its compute capability is 6.1, and 7.0 or newer (Volta) is needed."));
        Assert.That(Told(good with { HasBackend = false }), Does.StartWith("DS0515: The libtorch that was loaded cannot use CUDA"));
        Assert.That(Told(good with { Devices = 1 }), Does.StartWith("DS0519: There is no GPU 1: 1 can be seen here"));
        Assert.That(Told(good with { DriverVersion = 12000, Capability = 70 }), Is.Empty);
    }

    [TestCase(132, 1, 1000, 16, 1u)]
    [TestCase(132, 1, 48_000_000, 48, 3907u)]
    [TestCase(132, 1, 2_000_000_000, 48, 4224u)]
    [TestCase(132, 64, 150_528, 48, 13u)]
    [TestCase(132, 10_000, 3072, 48, 1u)]
    public void As_many_blocks_work_on_an_image_as_keep_the_device_busy(int multiprocessors, long images, long length, int group, uint parts) =>
        Assert.That(StatisticsKernels.Parts(multiprocessors, images, length, group), Is.EqualTo(parts));

    private static string Told(CudaFacts facts) => facts.Obstacle(1) is { } told ? $"{told.Code}: {told.Message}" : string.Empty;
}
