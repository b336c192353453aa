using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Datastamp.Torch.Distributed.Mpi;

/// <summary>
/// A communicator of all ranks and the memory that it works in. What is asked of it starts at once and is waited for by
/// polling, so that a rank can give up; memory that MPI may still write to is then never freed. One thread at a time.
/// </summary>
internal sealed unsafe class MpiChannel
{
    private const int MessageTag = 1;
    private static readonly TimeSpan told = TimeSpan.FromSeconds(0.5);

    private readonly bool started = MpiLibrary.Start();
    private readonly nint communicator;
    private readonly nint bytes = MpiLibrary.Handle("ompi_mpi_byte");
    private readonly byte* own = (byte*)NativeMemory.AllocZeroed(MpiMessage.Length);
    private readonly byte* all;
    private byte* values;
    private nuint room;

    /// <summary>Waits for all other ranks to do the same.</summary>
    public MpiChannel()
    {
        nint made;
        MpiLibrary.Check(MpiLibrary.Duplicate(MpiLibrary.Handle("ompi_mpi_comm_world"), &made));
        communicator = made;
        MpiLibrary.Check(MpiLibrary.SetErrorHandler(communicator, MpiLibrary.Handle("ompi_mpi_errors_return")));
        int number;
        MpiLibrary.Check(MpiLibrary.Rank(communicator, &number));
        Rank = number;
        MpiLibrary.Check(MpiLibrary.Size(communicator, &number));
        Size = number;
        all = (byte*)NativeMemory.AllocZeroed((nuint)Size, MpiMessage.Length);
    }

    public int Rank { get; }

    public int Size { get; }

    /// <summary>This rank's message to all.</summary>
    public Span<byte> Message => new(own, MpiMessage.Length);

    /// <summary>A rank's message, after <see cref="GatherMessages"/>.</summary>
    public ReadOnlySpan<byte> MessageOf(int rank) => new(all + (rank * MpiMessage.Length), MpiMessage.Length);

    /// <summary>Memory for values that are exchanged.</summary>
    public Span<byte> Values(int length)
    {
        if (room < (nuint)length)
        {
            values = (byte*)NativeMemory.Realloc(values, (nuint)length);
            room = (nuint)length;
        }

        return new(values, length);
    }

    public void GatherMessages(Action poll)
    {
        nint request;
        MpiLibrary.Check(MpiLibrary.AllGather(own, MpiMessage.Length, bytes, all, MpiMessage.Length, bytes, communicator, &request));
        Wait(request, poll);
    }

    /// <param name="count">How many of <see cref="Values"/> are summed.</param>
    /// <param name="type">MPI's name of their type, such as <c>double</c>.</param>
    /// <param name="poll">Throws when it is enough.</param>
    public void AllReduce(int count, string type, Action poll)
    {
        nint request;
        MpiLibrary.Check(MpiLibrary.AllReduce(MpiLibrary.InPlace, values, count, MpiLibrary.Handle($"ompi_mpi_{type}"), MpiLibrary.Handle("ompi_mpi_op_sum"), communicator, &request));
        Wait(request, poll);
    }

    /// <inheritdoc cref="AllReduce"/>
    public void Broadcast(int count, string type, int root, Action poll)
    {
        nint request;
        MpiLibrary.Check(MpiLibrary.Broadcast(values, count, MpiLibrary.Handle($"ompi_mpi_{type}"), root, communicator, &request));
        Wait(request, poll);
    }

    /// <summary>Tells the other ranks of an error, without waiting for them.</summary>
    public void Tell(ProcessGroupException error)
    {
        // Not the message to all: ranks that are slow may still read that.
        var notice = (byte*)NativeMemory.Alloc(MpiMessage.Length);
        MpiMessage.Write(new(notice, MpiMessage.Length), error);
        var since = Stopwatch.StartNew();
        for (var rank = 0; rank < Size; rank++)
        {
            nint request;
            if (rank != Rank && MpiLibrary.Send(notice, MpiMessage.Length, bytes, rank, MessageTag, communicator, &request) == 0)
            {
                int done;
                while (MpiLibrary.Test(&request, &done, 0) == 0 && done == 0 && since.Elapsed < told)
                {
                    Thread.Sleep(1);
                }
            }
        }
    }

    /// <summary>The error that another rank has told of, or null.</summary>
    public ProcessGroupException? Told()
    {
        int found;
        MpiLibrary.Check(MpiLibrary.Probe(MpiLibrary.AnySource, MessageTag, communicator, &found, 0));
        if (found == 0)
        {
            return null;
        }

        var notice = stackalloc byte[MpiMessage.Length];
        MpiLibrary.Check(MpiLibrary.Receive(notice, MpiMessage.Length, bytes, MpiLibrary.AnySource, MessageTag, communicator, 0));
        return MpiMessage.Error(new(notice, MpiMessage.Length));
    }

    /// <summary>Frees the memory, and ends MPI where this channel has started it. Waits for the other ranks, who must do the same.</summary>
    public void Finish()
    {
        if (started)
        {
            MpiLibrary.Check(MpiLibrary.Finish());
        }

        NativeMemory.Free(own);
        NativeMemory.Free(all);
        NativeMemory.Free(values);
    }

    private static void Wait(nint request, Action poll)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            int done;
            MpiLibrary.Check(MpiLibrary.Test(&request, &done, 0));
            if (done != 0)
            {
                return;
            }

            poll();
            if (since.ElapsedMilliseconds < 1)
            {
                Thread.Yield();
            }
            else
            {
                Thread.Sleep(1);
            }
        }
    }
}
