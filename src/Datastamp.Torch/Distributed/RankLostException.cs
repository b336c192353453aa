namespace Datastamp.Torch.Distributed;

/// <summary>A rank has left the group: it ended, failed, or disposed of its group while others went on.</summary>
/// <inheritdoc cref="ProcessGroupException(string, Exception)"/>
public sealed class RankLostException(string message, Exception? innerException = null) : ProcessGroupException(message, innerException)
{
    internal static RankLostException Because(int rank, int worldSize, Exception cause) =>
        new($"Rank {rank} of {worldSize} has left the group because of its own error, {cause.GetType().Name}: {cause.Message} Mend that error; the others only follow.", cause);

    /// <param name="gone">A rank that left.</param>
    /// <param name="waiting">A rank that did not.</param>
    /// <param name="worldSize">How many ranks there are.</param>
    /// <param name="call">What the waiting rank called.</param>
    internal static RankLostException Left(int gone, int waiting, int worldSize, string call) =>
        new($"Rank {gone} of {worldSize} has left the group, while rank {waiting} waits for it in {call}. Give every rank the same number of steps, also where a rank has no samples left.");

    internal override RankLostException Again() => new(Message, InnerException);
}
