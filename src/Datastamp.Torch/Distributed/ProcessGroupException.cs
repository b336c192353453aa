namespace Datastamp.Torch.Distributed;

/// <summary>A process group cannot work, or can no longer: a group that failed stays failed.</summary>
/// <param name="message">What happened, why, and what to do.</param>
/// <param name="innerException">What caused it.</param>
public class ProcessGroupException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The same error for another call or rank: an exception is thrown once.</summary>
    internal virtual ProcessGroupException Again() => new(Message, InnerException);
}
