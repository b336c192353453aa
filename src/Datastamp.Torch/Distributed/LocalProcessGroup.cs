using System.Runtime.ExceptionServices;
using TorchSharp;

namespace Datastamp.Torch.Distributed;

/// <summary>
/// Replicas that are threads of one process. Sums are taken in the order of the ranks: the same run gives the same bits.
/// Replicas on accelerators each need a device of their own.
/// </summary>
public sealed class LocalProcessGroup : IProcessGroup
{
    private readonly LocalWorld world;

    private LocalProcessGroup(LocalWorld world, int rank) => (this.world, Rank) = (world, rank);

    /// <inheritdoc/>
    public int Rank { get; }

    /// <inheritdoc/>
    public int WorldSize => world.Size;

    /// <inheritdoc/>
    public TimeSpan Timeout => world.Timeout;

    /// <summary>Makes a group.</summary>
    /// <param name="worldSize">How many replicas there are.</param>
    /// <param name="timeout">How long a rank waits for the others in a collective; less than 24 days.</param>
    /// <returns>The group as each rank sees it, by rank.</returns>
    public static IReadOnlyList<LocalProcessGroup> Create(int worldSize, TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(worldSize);
        Patience.Check(timeout);
        var shared = new LocalWorld(worldSize, timeout);
        return [.. Enumerable.Range(0, worldSize).Select(rank => new LocalProcessGroup(shared, rank))];
    }

    /// <summary>
    /// Runs replicas as threads and waits for them. When one throws, the others' group fails, and the first error is thrown
    /// here; replicas that do not end within the timeout after that are left behind.
    /// </summary>
    /// <param name="worldSize">How many replicas there are.</param>
    /// <param name="timeout">How long a rank waits for the others in a collective.</param>
    /// <param name="replica">What each rank does; its group is disposed of afterwards.</param>
    public static void Run(int worldSize, TimeSpan timeout, Action<IProcessGroup> replica)
    {
        ArgumentNullException.ThrowIfNull(replica);
        Exception? first = null;
        Task[] replicas = [.. Create(worldSize, timeout).Select(group => Task.Factory.StartNew(
            () =>
            {
                using (group)
                {
                    try
                    {
                        replica(group);
                    }
                    catch (Exception e)
                    {
                        Interlocked.CompareExchange(ref first, e, comparand: null);
                        group.Abort(e);
                        throw;
                    }
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))];

        // Ends at the first that throws.
        if (!Task.WhenEach(replicas).ToBlockingEnumerable().All(ended => ended.IsCompletedSuccessfully))
        {
            Task.WhenAll(replicas).ContinueWith(static all => all.Exception, TaskScheduler.Default).Wait(timeout);
            ExceptionDispatchInfo.Throw(first!);
        }
    }

    /// <inheritdoc/>
    public void AllReduce(torch.Tensor tensor, string operation) => world.Meet(Rank, Collective.AllReduce(tensor, operation), tensor);

    /// <inheritdoc/>
    public void Broadcast(torch.Tensor tensor, int root, string operation) =>
        world.Meet(Rank, Collective.Broadcast(tensor, root, WorldSize, operation), tensor);

    /// <inheritdoc/>
    public void Abort(Exception cause) => world.Fail(cause as ProcessGroupException ?? RankLostException.Because(Rank, WorldSize, cause));

    /// <inheritdoc/>
    public void ThrowIfFailed() => world.ThrowIfFailed();

    /// <summary>Leaves the group: ranks that still wait for this one, or will, throw a <see cref="RankLostException"/>.</summary>
    public void Dispose() => world.Leave(Rank);
}
