using System.Runtime.InteropServices;

namespace Datastamp.Torch.Native;

/// <summary>The shared libraries of a folder of libtorch: their names, the order in which they load, and the version that they say.</summary>
public static class LibtorchFiles
{
    // What PyTorch's own start loads first, in its order (torch/__init__.py, _preload_cuda_deps): in Python's packages each lies
    // in a folder of its own, and looks for the others there. A library that is loaded is found by its name.
    private static readonly string[] cuda =
    [
        "cudart", "nvJitLink", "nvrtc-builtins", "nvrtc", "cublasLt", "cublas", "cufft", "curand", "cusparse", "cusparseLt", "cusolver", "cupti",
        "cudnn_graph", "cudnn", "nccl", "nvshmem_host", "cufile", "nvToolsExt",
    ];

    // What serves Python, tests and phones.
    private static readonly string[] unneeded =
    [
        "torch_python", "shm", "jitbackend_test", "torchbind_test", "backend_with_compiler", "aoti_custom_ops", "nnapi_backend",
    ];

    private static string Prefix => OperatingSystem.IsWindows() ? string.Empty : "lib";

    /// <summary>The name of a library's file on this system, such as <c>libtorch_cpu.so</c>.</summary>
    /// <param name="name">The library, such as <c>torch_cpu</c>.</param>
    public static string Of(string name) =>
        OperatingSystem.IsWindows() ? $"{name}.dll" : OperatingSystem.IsMacOS() ? $"lib{name}.dylib" : $"lib{name}.so";

    /// <summary>Whether a file is a shared library of this system that computing needs.</summary>
    public static bool IsNeeded(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var isLibrary = OperatingSystem.IsWindows() ? file.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)
            : OperatingSystem.IsMacOS() ? file.EndsWith(".dylib", StringComparison.Ordinal)
            : file.EndsWith(".so", StringComparison.Ordinal) || (file.IndexOf(".so.", StringComparison.Ordinal) is > 0 and var end && file.AsSpan(end + ".so.".Length).TrimEnd("0123456789.").IsEmpty);
        return isLibrary && BackendFile.IsName(file) && !unneeded.Any(name => file == Of(name)) && file != Of("LibTorchSharp");
    }

    /// <summary>Loads what a folder has, each by its full path and what it needs before it.</summary>
    /// <returns>The version that libtorch says; null where it cannot.</returns>
    /// <exception cref="DllNotFoundException">A library does not load.</exception>
    internal static string? Load(string folder, BackendKind kind)
    {
        Require(folder, "c10");
        if (kind == BackendKind.Cuda)
        {
            foreach (var path in cuda.SelectMany(name => Versions(folder, name)))
            {
                // Not all are needed: where one is, and does not load, the library that needs it says so below.
                NativeLibrary.TryLoad(path, out _);
            }
        }

        var version = VersionOf(Require(folder, "torch_cpu"));
        if (kind == BackendKind.Cuda)
        {
            Require(folder, "c10_cuda");
            Require(folder, "torch_cuda");
        }

        Require(folder, "torch");
        return version;
    }

    /// <summary>The version of a libtorch, by loading what tells it into this process.</summary>
    /// <exception cref="DllNotFoundException">It does not load.</exception>
    public static string? VersionOf(string folder)
    {
        Require(folder, "c10");
        return VersionOf(Require(folder, "torch_cpu"));
    }

    private static nint Require(string folder, string name) => NativeLibrary.Load(Path.Combine(folder, Of(name)));

    /// <summary>A library's files, such as <c>libcudart.so.12</c> and <c>libcudart-218eec4c.so.12</c>.</summary>
    private static IEnumerable<string> Versions(string folder, string name) => Directory.GetFiles(folder, $"{Prefix}{name}*")
        .Where(path => IsVersion(Path.GetFileName(path)[(Prefix.Length + name.Length)..]))
        .Order(StringComparer.Ordinal);

    private static bool IsVersion(string rest) => OperatingSystem.IsWindows()
        ? rest.All(c => char.IsAsciiDigit(c) || c == '_' || char.IsAsciiLetterLower(c) || c == '.') && rest.EndsWith(".dll", StringComparison.Ordinal)
        : rest.StartsWith(".so", StringComparison.Ordinal) || (rest.StartsWith('-') && rest.Contains(".so", StringComparison.Ordinal));

    /// <summary>Its parts, from the highest byte on, as AOTInductor's C interface tells them (torch/csrc/inductor/aoti_torch/c/shim.h).</summary>
    private static unsafe string? VersionOf(nint library)
    {
        if (!NativeLibrary.TryGetExport(library, "aoti_torch_abi_version", out var function))
        {
            return null;
        }

        var version = ((delegate* unmanaged[Cdecl]<ulong>)function)();
        return FormattableString.Invariant($"{version >> 56}.{(version >> 48) & 0xFF}.{(version >> 40) & 0xFF}");
    }
}
