using System.Runtime.InteropServices;
using Datastamp.Diagnostics;

namespace Datastamp.Torch.NvJpeg;

/// <summary>nvJPEG's C interface, of CUDA 12 and 13, from wherever it is found. Stays loaded.</summary>
internal sealed unsafe class NvJpegLibrary
{
    private const int OldestMajor = 12;

    public readonly delegate* unmanaged[Cdecl]<NvJpegBackend, nint, nint, uint, nint*, NvJpegStatus> Create;
    public readonly delegate* unmanaged[Cdecl]<nint, NvJpegStatus> Destroy;
    public readonly delegate* unmanaged[Cdecl]<nint, uint*, uint*, NvJpegStatus> HardwareInfo;
    public readonly delegate* unmanaged[Cdecl]<nint, nint*, NvJpegStatus> CreateState;
    public readonly delegate* unmanaged[Cdecl]<nint, NvJpegStatus> DestroyState;
    public readonly delegate* unmanaged[Cdecl]<nint, nint*, NvJpegStatus> CreateHeader;
    public readonly delegate* unmanaged[Cdecl]<nint, NvJpegStatus> DestroyHeader;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint, NvJpegStatus> ParseHeader;
    public readonly delegate* unmanaged[Cdecl]<nint, nint, int*, NvJpegStatus> IsUnsupported;
    public readonly delegate* unmanaged[Cdecl]<nint, nint, int, int, int, int, NvJpegOutputFormat, NvJpegStatus> Preallocate;
    public readonly delegate* unmanaged[Cdecl]<nint, nint, int, int, NvJpegOutputFormat, NvJpegStatus> BeginBatch;
    public readonly delegate* unmanaged[Cdecl]<nint, nint, byte**, nuint*, NvJpegImage*, nint, NvJpegStatus> DecodeBatch;

    private NvJpegLibrary(nint library, string path)
    {
        Path = path;
        Version = VersionOf(library);
        Create = (delegate* unmanaged[Cdecl]<NvJpegBackend, nint, nint, uint, nint*, NvJpegStatus>)NativeLibrary.GetExport(library, "nvjpegCreateEx");
        Destroy = (delegate* unmanaged[Cdecl]<nint, NvJpegStatus>)NativeLibrary.GetExport(library, "nvjpegDestroy");
        HardwareInfo = (delegate* unmanaged[Cdecl]<nint, uint*, uint*, NvJpegStatus>)NativeLibrary.GetExport(library, "nvjpegGetHardwareDecoderInfo");
        CreateState = (delegate* unmanaged[Cdecl]<nint, nint*, NvJpegStatus>)NativeLibrary.GetExport(library, "nvjpegJpegStateCreate");
        DestroyState = (delegate* unmanaged[Cdecl]<nint, NvJpegStatus>)NativeLibrary.GetExport(library, "nvjpegJpegStateDestroy");
        CreateHeader = (delegate* unmanaged[Cdecl]<nint, nint*, NvJpegStatus>)NativeLibrary.GetExport(library, "nvjpegJpegStreamCreate");
        DestroyHeader = (delegate* unmanaged[Cdecl]<nint, NvJpegStatus>)NativeLibrary.GetExport(library, "nvjpegJpegStreamDestroy");
        ParseHeader = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, nint, NvJpegStatus>)NativeLibrary.GetExport(library, "nvjpegJpegStreamParseHeader");
        IsUnsupported = (delegate* unmanaged[Cdecl]<nint, nint, int*, NvJpegStatus>)NativeLibrary.GetExport(library, "nvjpegDecodeBatchedSupported");
        Preallocate = (delegate* unmanaged[Cdecl]<nint, nint, int, int, int, int, NvJpegOutputFormat, NvJpegStatus>)NativeLibrary.GetExport(library, "nvjpegDecodeBatchedPreAllocate");
        BeginBatch = (delegate* unmanaged[Cdecl]<nint, nint, int, int, NvJpegOutputFormat, NvJpegStatus>)NativeLibrary.GetExport(library, "nvjpegDecodeBatchedInitialize");
        DecodeBatch = (delegate* unmanaged[Cdecl]<nint, nint, byte**, nuint*, NvJpegImage*, nint, NvJpegStatus>)NativeLibrary.GetExport(library, "nvjpegDecodeBatched");
    }

    /// <summary>The file or the name that was loaded.</summary>
    public string Path { get; }

    /// <summary>Major, minor, patch.</summary>
    public Version Version { get; }

    /// <summary>Finds and loads the library.</summary>
    /// <param name="given">A file, or a folder that has one; null to look where <see cref="NvJpegLocations"/> says.</param>
    /// <param name="backend">The folder that libtorch was loaded from, or null.</param>
    /// <exception cref="DiagnosticException">DS0520, DS0521: it is not there, or what is there is no nvJPEG that can be used.</exception>
    public static NvJpegLibrary Load(string? given, string? backend)
    {
        var candidates = given is null ? NvJpegLocations.Find(backend) : NvJpegLocations.Given(given);
        var failures = new List<string>();
        foreach (var candidate in candidates)
        {
            if (TryLoad(candidate, failures) is { } library)
            {
                return library;
            }
        }

        throw new DiagnosticException(failures.Count > 0
            ? Report.NvJpegNotUsable(given ?? candidates[0], string.Join("; ", failures))
            : Report.NvJpegNotFound(given));
    }

    private static NvJpegLibrary? TryLoad(string candidate, List<string> failures)
    {
        // A bare name is looked for by the system; that it is nowhere is no failure.
        var isFile = System.IO.Path.IsPathRooted(candidate);
        nint library;
        try
        {
            library = NativeLibrary.Load(candidate);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            if (isFile)
            {
                failures.Add($"{candidate}: {OneLine(e.Message)}");
            }

            return null;
        }

        try
        {
            var loaded = new NvJpegLibrary(library, candidate);
            if (loaded.Version.Major >= OldestMajor)
            {
                return loaded;
            }

            failures.Add($"{candidate}: it is nvJPEG {loaded.Version}, and {OldestMajor}.0 or newer is needed");
        }
        catch (EntryPointNotFoundException e)
        {
            failures.Add($"{candidate}: it is not nvJPEG {OldestMajor}.0 or newer: {OneLine(e.Message)}");
        }

        NativeLibrary.Free(library);
        return null;
    }

    private static Version VersionOf(nint library)
    {
        var get = (delegate* unmanaged[Cdecl]<int, int*, NvJpegStatus>)NativeLibrary.GetExport(library, "nvjpegGetProperty");

        // libraryPropertyType: MAJOR_VERSION, MINOR_VERSION, PATCH_LEVEL.
        Span<int> numbers = stackalloc int[3];
        for (var i = 0; i < numbers.Length; i++)
        {
            int number;
            if (get(i, &number) != NvJpegStatus.Success || number < 0)
            {
                return new(0, 0, 0);
            }

            numbers[i] = number;
        }

        return new(numbers[0], numbers[1], numbers[2]);
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim().TrimEnd('.');
}
