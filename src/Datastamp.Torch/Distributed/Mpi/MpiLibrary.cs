using System.Runtime.InteropServices;
using System.Text;

namespace Datastamp.Torch.Distributed.Mpi;

/// <summary>Open MPI's C interface. Its handles are addresses of the library's own variables; other implementations have other handles.</summary>
internal static unsafe partial class MpiLibrary
{
    public const int AnySource = -1;
    public const nint InPlace = 1;

    private const string Name = "libmpi.so.40";
    private const int ThreadSerialized = 2;
    private const int LongestString = 8192;

    private static readonly Lazy<nint> library = new(Load);

    /// <summary>Starts MPI, where nothing in this process has. Waits for the other ranks to start it too.</summary>
    /// <returns>Whether this call started it.</returns>
    public static bool Start()
    {
        _ = library.Value;
        int running, ended, provided;
        Check(Initialized(&running));
        Check(Finalized(&ended));
        if (ended != 0)
        {
            throw new ProcessGroupException("MPI has ended in this process and cannot start again. Make one group, and dispose of it last.");
        }

        if (running == 0)
        {
            Check(InitThread(0, 0, ThreadSerialized, &provided));
        }
        else
        {
            Check(QueryThread(&provided));
        }

        if (provided < ThreadSerialized)
        {
            throw new ProcessGroupException("Open MPI does not allow calls from more than one thread here, and gradients may be computed on another thread than losses. Use a build of Open MPI that does.");
        }

        return running == 0;
    }

    /// <summary>The address of one of the library's variables, such as <c>ompi_mpi_double</c>.</summary>
    public static nint Handle(string variable) => NativeLibrary.GetExport(library.Value, variable);

    /// <exception cref="ProcessGroupException">The code is not that of success.</exception>
    public static void Check(int code)
    {
        if (code != 0)
        {
            var text = stackalloc byte[LongestString];
            int length;
            var told = ErrorString(code, text, &length) == 0;
            throw new ProcessGroupException($"Open MPI failed: {(told ? Encoding.UTF8.GetString(text, length) : $"error {code}")}");
        }
    }

    /// <exception cref="ProcessGroupException">The library is not Open MPI.</exception>
    public static void CheckVersion(string version)
    {
        if (!version.StartsWith("Open MPI", StringComparison.Ordinal))
        {
            throw new ProcessGroupException($"{Name} is \"{version}\", and this package knows only Open MPI's handles. Install Open MPI (Debian: openmpi-bin), and start the ranks with its mpirun.");
        }
    }

    private static nint Load()
    {
        try
        {
            var handle = NativeLibrary.Load(Name);
            var text = stackalloc byte[LongestString];
            int length;
            Check(GetLibraryVersion(text, &length));
            CheckVersion(Encoding.UTF8.GetString(text, length));
            return handle;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new ProcessGroupException($"Open MPI does not load here: {e.Message} Install Open MPI 4 or 5 (Debian: openmpi-bin), and start the ranks with its mpirun.", e);
        }
    }

    [LibraryImport(Name, EntryPoint = "MPI_Get_library_version")]
    private static partial int GetLibraryVersion(byte* version, int* length);

    [LibraryImport(Name, EntryPoint = "MPI_Initialized")]
    private static partial int Initialized(int* flag);

    [LibraryImport(Name, EntryPoint = "MPI_Finalized")]
    private static partial int Finalized(int* flag);

    [LibraryImport(Name, EntryPoint = "MPI_Init_thread")]
    private static partial int InitThread(nint argc, nint argv, int required, int* provided);

    [LibraryImport(Name, EntryPoint = "MPI_Query_thread")]
    private static partial int QueryThread(int* provided);

    [LibraryImport(Name, EntryPoint = "MPI_Error_string")]
    private static partial int ErrorString(int code, byte* text, int* length);

    [LibraryImport(Name, EntryPoint = "MPI_Finalize")]
    public static partial int Finish();

    [LibraryImport(Name, EntryPoint = "MPI_Comm_dup")]
    public static partial int Duplicate(nint communicator, nint* duplicate);

    [LibraryImport(Name, EntryPoint = "MPI_Comm_set_errhandler")]
    public static partial int SetErrorHandler(nint communicator, nint handler);

    [LibraryImport(Name, EntryPoint = "MPI_Comm_rank")]
    public static partial int Rank(nint communicator, int* rank);

    [LibraryImport(Name, EntryPoint = "MPI_Comm_size")]
    public static partial int Size(nint communicator, int* size);

    [LibraryImport(Name, EntryPoint = "MPI_Iallgather")]
    public static partial int AllGather(void* own, int ownCount, nint ownType, void* all, int count, nint type, nint communicator, nint* request);

    [LibraryImport(Name, EntryPoint = "MPI_Iallreduce")]
    public static partial int AllReduce(nint own, void* result, int count, nint type, nint operation, nint communicator, nint* request);

    [LibraryImport(Name, EntryPoint = "MPI_Ibcast")]
    public static partial int Broadcast(void* values, int count, nint type, int root, nint communicator, nint* request);

    [LibraryImport(Name, EntryPoint = "MPI_Test")]
    public static partial int Test(nint* request, int* done, nint status);

    [LibraryImport(Name, EntryPoint = "MPI_Isend")]
    public static partial int Send(void* values, int count, nint type, int rank, int tag, nint communicator, nint* request);

    [LibraryImport(Name, EntryPoint = "MPI_Iprobe")]
    public static partial int Probe(int rank, int tag, nint communicator, int* found, nint status);

    [LibraryImport(Name, EntryPoint = "MPI_Recv")]
    public static partial int Receive(void* values, int count, nint type, int rank, int tag, nint communicator, nint status);
}
