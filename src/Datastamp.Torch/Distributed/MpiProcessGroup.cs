using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Datastamp.Torch.Distributed.Mpi;
using TorchSharp;

namespace Datastamp.Torch.Distributed;

/// <summary>
/// Replicas that are processes which Open MPI's <c>mpirun</c> has started, on one machine or several. Tensors elsewhere than on
/// the CPU travel through it. When the group has failed, MPI is not ended in order, so that <c>mpirun</c> ends the whole job:
/// let the error end the process. When <c>mpirun</c> ends the job, each rank says so on standard error.
/// </summary>
public sealed class MpiProcessGroup : IProcessGroup
{
    // mpirun kills what does not end within a second of being told to.
    private static readonly TimeSpan lastWords = TimeSpan.FromSeconds(0.5);

    private readonly Lock turn = new();
    private readonly MpiChannel channel;
    private readonly PosixSignalRegistration termination;
    private ProcessGroupException? failure;
    private bool disposed;

    /// <summary>Joins the other ranks of the job. A process does so once.</summary>
    /// <param name="timeout">How long a rank waits for the others in a collective; less than 24 days.</param>
    /// <param name="start">How long it waits for them to join; a minute, or the timeout where that is longer, unless given.</param>
    /// <exception cref="ProcessGroupException">Open MPI is not there.</exception>
    /// <exception cref="CollectiveTimeoutException">Not all ranks joined.</exception>
    public MpiProcessGroup(TimeSpan timeout, TimeSpan? start = null)
    {
        Patience.Check(timeout);
        Timeout = timeout;
        var limit = start ?? (timeout > TimeSpan.FromMinutes(1) ? timeout : TimeSpan.FromMinutes(1));
        Patience.Check(limit, nameof(start));

        // MPI starts when all ranks do, and cannot be interrupted.
        var joining = Task.Factory.StartNew(static () => new MpiChannel(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (!((IAsyncResult)joining).AsyncWaitHandle.WaitOne(limit))
        {
            throw new CollectiveTimeoutException($"Not all ranks joined the group within {limit.TotalSeconds:0.###} s. Every process that mpirun starts must make a {nameof(MpiProcessGroup)}.");
        }

        channel = joining.GetAwaiter().GetResult();
        termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Terminate());
    }

    /// <inheritdoc/>
    public int Rank => channel.Rank;

    /// <inheritdoc/>
    public int WorldSize => channel.Size;

    /// <inheritdoc/>
    public TimeSpan Timeout { get; }

    /// <inheritdoc/>
    public void AllReduce(torch.Tensor tensor, string operation) => Exchange(Collective.AllReduce(tensor, operation), tensor);

    /// <inheritdoc/>
    public void Broadcast(torch.Tensor tensor, int root, string operation) =>
        Exchange(Collective.Broadcast(tensor, root, WorldSize, operation), tensor);

    /// <inheritdoc/>
    public void Abort(Exception cause) => Fail(cause as ProcessGroupException ?? RankLostException.Because(Rank, WorldSize, cause), tell: true);

    /// <inheritdoc/>
    public void ThrowIfFailed()
    {
        lock (turn)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            Poll();
        }
    }

    /// <summary>
    /// Leaves the group and ends MPI, once all ranks do; where one does not within the timeout, MPI is left as it is, and
    /// <c>mpirun</c> ends the job when this process ends.
    /// </summary>
    public void Dispose()
    {
        lock (turn)
        {
            if (disposed)
            {
                return;
            }

            try
            {
                Meet(MpiMessage.Leave, "the end");
                channel.Finish();
            }
            catch (ProcessGroupException)
            {
                // The other ranks throw it, or have.
            }

            disposed = true;
            termination.Dispose();
        }
    }

    private void Exchange(Collective call, torch.Tensor tensor)
    {
        lock (turn)
        {
            ObjectDisposedException.ThrowIf(disposed, this);
            try
            {
                Meet(MpiMessage.Call, call.ToString());
                MpiValues.Exchange(channel, call, tensor, () => Waiting(call.ToString()));
            }
            catch (Exception e) when (failure is null)
            {
                Abort(e);
                throw;
            }
        }
    }

    /// <summary>Learns what all ranks want, before any of them sends values.</summary>
    private void Meet(char kind, string text)
    {
        Poll();
        MpiMessage.Write(channel.Message, kind, text);
        channel.GatherMessages(Waiting(text));
        int[] ranks = [.. Enumerable.Range(0, WorldSize)];
        if (!Array.TrueForAll(ranks, rank => channel.MessageOf(rank).SequenceEqual(channel.Message)))
        {
            var gone = Array.FindIndex(ranks, rank => MpiMessage.Kind(channel.MessageOf(rank)) == MpiMessage.Leave);
            var waiting = Array.FindIndex(ranks, rank => MpiMessage.Kind(channel.MessageOf(rank)) == MpiMessage.Call);
            Fail(
                gone >= 0
                    ? RankLostException.Left(gone, waiting, WorldSize, MpiMessage.Text(channel.MessageOf(waiting)))
                    : CollectiveMismatchException.Between(ranks.Select(rank => MpiMessage.Text(channel.MessageOf(rank)))),
                tell: false);
            Poll();
        }
    }

    /// <summary>What is done while a rank waits: throws when the group has failed, or the timeout is over.</summary>
    private Action Waiting(string call)
    {
        var since = Stopwatch.StartNew();
        return () =>
        {
            Poll();
            if (since.Elapsed > Timeout)
            {
                Fail(new CollectiveTimeoutException($"Rank {Rank} of {WorldSize} waited {Timeout.TotalSeconds:0.###} s for the others in {call}. One of them stalls, or is slower than the group's timeout allows."), tell: true);
                Poll();
            }
        };
    }

    private void Poll()
    {
        if (failure is null && channel.Told() is { } error)
        {
            Fail(error, tell: false);
        }

        if (failure is not null)
        {
            throw failure.Again();
        }
    }

    private void Fail(ProcessGroupException error, bool tell)
    {
        // First, since a thread that waits for the others has the turn until it sees this.
        if (Interlocked.CompareExchange(ref failure, error, comparand: null) is null && tell)
        {
            lock (turn)
            {
                channel.Tell(error);
            }
        }
    }

    private void Terminate()
    {
        Fail(new RankLostException($"Rank {Rank} of {WorldSize} is told to end (SIGTERM). mpirun does so when another rank has ended, or when it is ended itself: the first error of the job says why."), tell: false);

        // The thread that uses the group may be anywhere, and the process ends after this. One write, or mpirun mixes ranks' lines.
        using (var error = Console.OpenStandardError())
        {
            error.Write(Encoding.UTF8.GetBytes($"{failure!.GetType().Name}: {failure.Message}\n"));
        }

        Thread.Sleep(lastWords);
    }
}
