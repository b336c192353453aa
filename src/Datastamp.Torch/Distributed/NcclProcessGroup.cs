using System.Diagnostics;
using Datastamp.Torch.Distributed.Nccl;
using TorchSharp;

namespace Datastamp.Torch.Distributed;

/// <summary>
/// Replicas that have an NVIDIA GPU each, and exchange CUDA tensors by NCCL on libtorch's default stream. Another group of the
/// same ranks carries what they agree on, and tensors on the CPU. The timeout is that group's, and includes the work that the
/// GPU had been given before.
/// </summary>
public sealed unsafe class NcclProcessGroup : IProcessGroup
{
    private readonly IProcessGroup control;
    private readonly int device;
    private readonly Lock turn = new();
    private nint communicator;

    /// <summary>Joins the other ranks.</summary>
    /// <param name="control">A group of the same ranks, such as a <see cref="MpiProcessGroup"/>, which stays the caller's to dispose of, after this one.</param>
    /// <param name="device">This rank's GPU; no two ranks may have the same.</param>
    /// <exception cref="ArgumentException">The device is no CUDA device.</exception>
    /// <exception cref="ProcessGroupException">NCCL or CUDA is not there, or another rank failed.</exception>
    public NcclProcessGroup(IProcessGroup control, torch.Device device)
    {
        ArgumentNullException.ThrowIfNull(control);
        ArgumentNullException.ThrowIfNull(device);
        if (device.type != DeviceType.CUDA)
        {
            throw new ArgumentException($"NCCL exchanges tensors of CUDA devices, and this is {device}.", nameof(device));
        }

        this.control = control;
        this.device = Math.Max(device.index, 0);
        try
        {
            Join();
        }
        catch (Exception e)
        {
            control.Abort(e);
            throw;
        }
    }

    /// <inheritdoc/>
    public int Rank => control.Rank;

    /// <inheritdoc/>
    public int WorldSize => control.WorldSize;

    /// <inheritdoc/>
    public TimeSpan Timeout => control.Timeout;

    /// <inheritdoc/>
    public void AllReduce(torch.Tensor tensor, string operation)
    {
        if (tensor.device_type == DeviceType.CUDA)
        {
            Exchange(Collective.AllReduce(tensor, operation), tensor);
        }
        else
        {
            control.AllReduce(tensor, operation);
        }
    }

    /// <inheritdoc/>
    public void Broadcast(torch.Tensor tensor, int root, string operation)
    {
        if (tensor.device_type == DeviceType.CUDA)
        {
            Exchange(Collective.Broadcast(tensor, root, WorldSize, operation), tensor);
        }
        else
        {
            control.Broadcast(tensor, root, operation);
        }
    }

    /// <inheritdoc/>
    public void Abort(Exception cause) => control.Abort(cause);

    /// <inheritdoc/>
    public void ThrowIfFailed() => control.ThrowIfFailed();

    /// <summary>Leaves the GPUs' communicator.</summary>
    public void Dispose()
    {
        lock (turn)
        {
            if (communicator != 0)
            {
                _ = NcclLibrary.Destroy(communicator);
                communicator = 0;
            }
        }
    }

    private void Join()
    {
        NcclLibrary.Load();
        CudaDriver.Use(device);
        NcclLibrary.UniqueId id;
        if (Rank == 0)
        {
            NcclLibrary.Check(NcclLibrary.GetUniqueId(&id));
        }

        using var bytes = torch.tensor(new ReadOnlySpan<byte>(&id, NcclLibrary.UniqueId.Length).ToArray(), torch.ScalarType.Byte);
        control.Broadcast(bytes, 0, "NCCL's identifier");
        bytes.data<byte>().ToArray().CopyTo(new Span<byte>(&id, NcclLibrary.UniqueId.Length));

        // NCCL waits for all ranks, and cannot be interrupted.
        var (known, rank, worldSize, own) = (id, Rank, WorldSize, device);
        var joining = Task.Factory.StartNew(
            () =>
            {
                CudaDriver.Use(own);
                nint joined;
                NcclLibrary.Check(NcclLibrary.Join(&joined, worldSize, known, rank));
                return joined;
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        if (!((IAsyncResult)joining).AsyncWaitHandle.WaitOne(Timeout))
        {
            throw new CollectiveTimeoutException($"Not all ranks joined NCCL's communicator within {Timeout.TotalSeconds:0.###} s. Two ranks may have been given the same GPU, or a rank stalls.");
        }

        communicator = joining.GetAwaiter().GetResult();
    }

    private void Exchange(Collective call, torch.Tensor tensor)
    {
        lock (turn)
        {
            using var scope = torch.NewDisposeScope();
            using var grad = torch.no_grad();

            // All ranks learn here what all want: NCCL would wait, or mix values up.
            control.AllReduce(torch.zeros(1), $"{call} by NCCL");
            ObjectDisposedException.ThrowIf(communicator == 0, this);
            try
            {
                CudaDriver.Use(device);
                var type = Collective.Carrier(tensor.dtype);
                var carried = tensor.to(type).contiguous();
                var (values, count, number) = (Address(carried), (nuint)carried.numel(), NcclLibrary.TypeOf(type));
                NcclLibrary.Check(call.Root is { } root
                    ? NcclLibrary.Broadcast(values, values, count, number, root, communicator, stream: 0)
                    : NcclLibrary.AllReduce(values, values, count, number, NcclLibrary.Sum, communicator, stream: 0));
                Wait(call);
                tensor.copy_(carried);
            }
            catch (Exception e)
            {
                // Also ends what the GPU waits for.
                _ = NcclLibrary.Abort(communicator);
                communicator = 0;
                control.Abort(e);
                throw;
            }
        }
    }

    private void Wait(Collective call)
    {
        var since = Stopwatch.StartNew();
        while (!CudaDriver.IsIdle())
        {
            int error;
            NcclLibrary.Check(NcclLibrary.AsyncError(communicator, &error));
            NcclLibrary.Check(error);
            control.ThrowIfFailed();
            if (since.Elapsed > Timeout)
            {
                throw new CollectiveTimeoutException($"Rank {Rank} of {WorldSize} waited {Timeout.TotalSeconds:0.###} s for the others' GPUs in {call}. One of them stalls, or is slower than the group's timeout allows.");
            }

            Thread.Yield();
        }
    }

    private static nint Address(torch.Tensor tensor)
    {
        var storage = tensor.dtype switch
        {
            torch.ScalarType.Float64 => tensor.storage<double>().data_ptr(),
            torch.ScalarType.Float32 => tensor.storage<float>().data_ptr(),
            _ => tensor.storage<long>().data_ptr(),
        };
        return storage + (nint)(tensor.storage_offset() * tensor.ElementSize);
    }
}
