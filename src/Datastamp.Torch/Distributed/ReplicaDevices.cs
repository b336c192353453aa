using TorchSharp;

namespace Datastamp.Torch.Distributed;

/// <summary>Where the replicas of one process compute.</summary>
internal static class ReplicaDevices
{
    /// <summary>
    /// Refuses replicas that share an accelerator: libtorch runs the backward pass with one thread a device, and a rank that
    /// waits in it for the others would keep them from ever coming.
    /// </summary>
    /// <param name="devices">Each rank's device.</param>
    /// <exception cref="ProcessGroupException">Two ranks have the same accelerator.</exception>
    public static void ThrowIfShared(IEnumerable<(DeviceType Type, int Index)> devices)
    {
        var shared = devices.Select((device, rank) => (device, rank)).Where(one => one.device.Type != DeviceType.CPU)
            .GroupBy(one => one.device, one => one.rank).FirstOrDefault(ranks => ranks.Count() > 1);
        if (shared is not null)
        {
            throw new ProcessGroupException($"Ranks {string.Join(", ", shared)} of one process are all on {shared.Key.Type} device {shared.Key.Index}. " +
                "libtorch computes gradients with one thread a device, so they would wait for each other for ever: give each rank a device, or a process, of its own.");
        }
    }
}
