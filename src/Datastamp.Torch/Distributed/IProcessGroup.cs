using TorchSharp;

namespace Datastamp.Torch.Distributed;

/// <summary>
/// The replicas of a training, each a rank, and what they do together. Every rank calls the same collectives in the same order;
/// where one does not, is lost, or lets the others wait longer than <see cref="Timeout"/>, the group fails: every rank throws a
/// <see cref="ProcessGroupException"/>, then and at every later call. No call waits longer than that. A rank is used by one
/// thread at a time.
/// </summary>
public interface IProcessGroup : IDisposable
{
    /// <summary>This replica's number, 0 … <see cref="WorldSize"/> − 1.</summary>
    int Rank { get; }

    /// <summary>How many replicas there are.</summary>
    int WorldSize { get; }

    /// <summary>How long a rank waits for the others in a collective.</summary>
    TimeSpan Timeout { get; }

    /// <summary>
    /// Replaces a tensor by its sum over all ranks, with the same bits on every rank. Half-precision values are summed in
    /// float32 and integers in int64.
    /// </summary>
    /// <param name="tensor">This rank's summand, of the same shape and type on every rank; gradients do not flow through the sum.</param>
    /// <param name="operation">Who asks, such as a layer's path: ranks that meet with different operations are told which.</param>
    /// <exception cref="ProcessGroupException">The group has failed.</exception>
    /// <exception cref="ArgumentException">The tensor is of a complex or quantized type.</exception>
    void AllReduce(torch.Tensor tensor, string operation);

    /// <summary>Replaces a tensor by the one of a rank.</summary>
    /// <param name="tensor">Of the same shape and type on every rank.</param>
    /// <param name="root">The rank whose values all receive.</param>
    /// <param name="operation">Who asks, as in <see cref="AllReduce"/>.</param>
    /// <exception cref="ProcessGroupException">The group has failed.</exception>
    /// <exception cref="ArgumentException">The tensor is of a complex or quantized type.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The world has no such rank.</exception>
    void Broadcast(torch.Tensor tensor, int root, string operation);

    /// <summary>Ends the group's work because of an error of this rank: the others throw a <see cref="RankLostException"/> that says so. Throws nothing.</summary>
    /// <param name="cause">What happened.</param>
    void Abort(Exception cause);

    /// <summary>Throws what the group has failed with, if it has.</summary>
    /// <exception cref="ProcessGroupException">The group has failed.</exception>
    void ThrowIfFailed();
}
