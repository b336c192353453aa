namespace Datastamp.Torch.Distributed;

/// <summary>A rank waited longer than the group's timeout for others.</summary>
/// <inheritdoc cref="ProcessGroupException(string, Exception)"/>
public sealed class CollectiveTimeoutException(string message, Exception? innerException = null) : ProcessGroupException(message, innerException)
{
    internal override CollectiveTimeoutException Again() => new(Message, InnerException);
}
