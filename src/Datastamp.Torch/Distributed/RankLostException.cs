namespace Datastamp.Torch.Distributed;

/// <summary>A rank has left the group: it ended, failed, or disposed of its group while others went on.</summary>
/// <inheritdoc cref="ProcessGroupException(string, Exception)"/>
public sealed class RankLostException(string message, Exception? innerException = null) : ProcessGroupException(message, innerException)
{
    internal static RankLostException Because(int rank, int worldSize, Exception cause) =>
        new($"Rank {rank} of {worldSize} has left the group because of its own error, {cause.GetType().Name}: {cause.Message} Mend that error; the others only follow.", cause);

    internal override RankLostException Again() => new(Message, this);
}
