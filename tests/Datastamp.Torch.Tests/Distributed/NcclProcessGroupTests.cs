using Datastamp.Torch.Distributed;
using TorchSharp;

namespace Datastamp.Torch.Tests.Distributed;

public class NcclProcessGroupTests
{
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(60);

    // Where there is none, torch.CUDA throws.
    private static readonly torch.Device cuda = new(DeviceType.CUDA, 0);

    [Test]
    public void Without_NCCL_or_CUDA_every_rank_is_told_so()
    {
        if (torch.cuda_is_available())
        {
            Assert.Ignore("There is a GPU here.");
        }

        var groups = LocalProcessGroup.Create(2, timeout);
        Assert.That(
            () => new NcclProcessGroup(groups[0], cuda),
            Throws.InstanceOf<ProcessGroupException>().With.Message.Matches("^(NCCL|CUDA) (does not load here|failed): "));
        Assert.That(() => new NcclProcessGroup(groups[1], cuda), Throws.InstanceOf<ProcessGroupException>());
        Assert.That(groups[1].ThrowIfFailed, Throws.InstanceOf<ProcessGroupException>());
    }

    [Test]
    public void Only_CUDA_devices_are_taken()
    {
        using var group = LocalProcessGroup.Create(1, timeout)[0];
        Assert.That(() => new NcclProcessGroup(group, torch.CPU), Throws.ArgumentException.With.Message.Contains("and this is cpu"));
        Assert.That(group.ThrowIfFailed, Throws.Nothing);
    }
}
