using System.Runtime.InteropServices;
using TorchSharp;

namespace Datastamp.Torch.Distributed.Nccl;

/// <summary>NCCL 2's C interface.</summary>
internal static unsafe partial class NcclLibrary
{
    public const int Success = 0;
    public const int InProgress = 7;
    public const int Sum = 0;

    private const string Name = "libnccl.so.2";

    /// <summary>What the ranks of a communicator know it by.</summary>
    public struct UniqueId
    {
        public const int Length = 128;
        public fixed byte Bytes[Length];
    }

    /// <exception cref="ProcessGroupException">The library does not load.</exception>
    public static void Load()
    {
        if (!NativeLibrary.TryLoad(Name, out _))
        {
            throw new ProcessGroupException($"NCCL does not load here: there is no {Name} that does. Install NCCL 2 (NVIDIA's package libnccl2), or use a {nameof(MpiProcessGroup)}.");
        }
    }

    /// <exception cref="ProcessGroupException">The code is neither that of success nor of work under way.</exception>
    public static void Check(int code)
    {
        if (code is not (Success or InProgress))
        {
            throw new ProcessGroupException($"NCCL failed: {Marshal.PtrToStringUTF8(ErrorString(code))}");
        }
    }

    /// <summary>NCCL's number of a type that values travel in.</summary>
    public static int TypeOf(torch.ScalarType carrier) => carrier switch
    {
        torch.ScalarType.Float64 => 8,
        torch.ScalarType.Float32 => 7,
        _ => 4,
    };

    [LibraryImport(Name, EntryPoint = "ncclGetErrorString")]
    private static partial nint ErrorString(int code);

    [LibraryImport(Name, EntryPoint = "ncclGetUniqueId")]
    public static partial int GetUniqueId(UniqueId* id);

    [LibraryImport(Name, EntryPoint = "ncclCommInitRank")]
    public static partial int Join(nint* communicator, int worldSize, UniqueId id, int rank);

    [LibraryImport(Name, EntryPoint = "ncclAllReduce")]
    public static partial int AllReduce(nint values, nint result, nuint count, int type, int operation, nint communicator, nint stream);

    [LibraryImport(Name, EntryPoint = "ncclBroadcast")]
    public static partial int Broadcast(nint values, nint result, nuint count, int type, int root, nint communicator, nint stream);

    [LibraryImport(Name, EntryPoint = "ncclCommGetAsyncError")]
    public static partial int AsyncError(nint communicator, int* code);

    [LibraryImport(Name, EntryPoint = "ncclCommAbort")]
    public static partial int Abort(nint communicator);

    [LibraryImport(Name, EntryPoint = "ncclCommDestroy")]
    public static partial int Destroy(nint communicator);
}
