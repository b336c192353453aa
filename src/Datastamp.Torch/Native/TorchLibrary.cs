using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Datastamp.Diagnostics;

namespace Datastamp.Torch.Native;

/// <summary>
/// Lets TorchSharp's native library load on Debian 12, Ubuntu 22.04 and others whose libstdc++ lacks GLIBCXX_3.4.32. The only
/// symbol of that version is <c>std::ios_base_library_init</c>, which no relocation of the library uses; so where the library
/// does not load as it is, a copy that asks for the version weakly is loaded in its place. No file of any package is changed.
/// To be deleted when TorchSharp ships a library that loads there.
/// </summary>
public static class TorchLibrary
{
    private const string Name = "LibTorchSharp";
    private const string Version = "GLIBCXX_3.4.32";

    private static readonly Lazy<nint> copy = new(LoadCopy);

    /// <summary>
    /// Makes TorchSharp loadable. Any use of this package does so; a program whose very first use of TorchSharp comes before
    /// that calls this at its start. A first load that fails cannot be repeated: it fails TorchSharp's static constructor.
    /// </summary>
    public static void MakeLoadable()
    {
        // The module's initializer has run before this line.
    }

    /// <summary>
    /// Loads the libtorch of a folder, and TorchSharp's native library on top of it: whoever asks for one of them by its name
    /// then finds what is loaded.
    /// </summary>
    /// <param name="folder">The folder of the libraries.</param>
    /// <param name="kind">What they are to compute on.</param>
    /// <returns>The version of libtorch as it says itself; null where it cannot say, as before 2.9.</returns>
    /// <exception cref="DiagnosticException">DS0509: one of them does not load; DS0511: the program has libtorch beside it.</exception>
    internal static string? Load(string folder, BackendKind kind)
    {
        if (Find(LibtorchFiles.Of("torch_cpu")) is { } other)
        {
            throw new DiagnosticException(Report.BackendInTheWay(other));
        }

        try
        {
            var version = LibtorchFiles.Load(folder, kind);
            if (!NativeLibrary.TryLoad(Find(LibtorchFiles.Of(Name)) ?? LibtorchFiles.Of(Name), out _) && (!OperatingSystem.IsLinux() || copy.Value == 0))
            {
                throw new DllNotFoundException($"{LibtorchFiles.Of(Name)} is not beside the program, or misses something");
            }

            return version;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new DiagnosticException(Report.BackendNotLoaded(folder, e.Message.ReplaceLineEndings(" ")), e);
        }
    }

    // The analyzer warns of initializers in libraries, since they run unasked. This one only registers what is to be done when a load has failed.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register()
    {
        if (OperatingSystem.IsLinux())
        {
            AssemblyLoadContext.Default.ResolvingUnmanagedDll += Resolve;
        }
    }

    private static nint Resolve(Assembly assembly, string name) =>
        string.Equals(name, Name, StringComparison.Ordinal) ? copy.Value : 0;

    private static nint LoadCopy()
    {
        if (Find($"lib{Name}.so") is not { } library)
        {
            return 0;
        }

        var bytes = File.ReadAllBytes(library);
        if (!VersionNeeds.Weaken(bytes, Version))
        {
            return 0;
        }

        // The copy has none of the libraries that it needs beside it: they are there by name once they are loaded.
        if (Find("libtorch.so") is { } torch)
        {
            NativeLibrary.Load(torch);
        }

        var folder = Directory.CreateTempSubdirectory("datastamp-").FullName;
        try
        {
            var path = Path.Combine(folder, Path.GetFileName(library));
            File.WriteAllBytes(path, bytes);
            return NativeLibrary.Load(path);
        }
        finally
        {
            // What is mapped stays mapped.
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string? Find(string file) =>
        ((string?)AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(AppContext.BaseDirectory)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
}
