using System.Text.RegularExpressions;

namespace Datastamp.Torch.NvJpeg;

/// <summary>Where nvJPEG may be: CUDA's toolkit has it, Python's packages of CUDA and torchvision, and folders that were filled from them.</summary>
internal static partial class NvJpegLocations
{
    // The newest first: a driver of CUDA 13 runs both.
    private static readonly string[] names = ["libnvjpeg.so.13", "libnvjpeg.so.12"];
    private static readonly string[] toolkitVariables = ["CUDA_HOME", "CUDA_PATH"];

    /// <summary>Names and files to try, in this order: beside libtorch, where the system looks, the CUDA toolkit, Python's packages.</summary>
    /// <param name="backend">The folder that libtorch was loaded from, or null.</param>
    public static IReadOnlyList<string> Find(string? backend) =>
        [.. (backend is null ? [] : Beside(backend)).Concat(names).Concat(Toolkits().SelectMany(Files)).Concat(VirtualEnvironment()).Distinct(StringComparer.Ordinal)];

    /// <summary>The same for a path that was given: a file, or a folder that holds it.</summary>
    public static IReadOnlyList<string> Given(string path) => Directory.Exists(path)
        ? [.. Beside(path)]
        : File.Exists(path) ? [Path.GetFullPath(path)] : [];

    private static IEnumerable<string> Beside(string folder)
    {
        folder = Path.GetFullPath(folder);
        var files = Files(folder).Concat(Files(Path.Combine(folder, "lib"))).Concat(Files(Path.Combine(folder, "lib64")));

        // Python's libtorch is in site-packages/torch/lib, CUDA's libraries in packages beside torch.
        return Path.GetFileName(folder) == "lib" && Path.GetDirectoryName(Path.GetDirectoryName(folder)) is { } packages
            ? files.Concat(Packages(packages))
            : files;
    }

    private static IEnumerable<string> Toolkits()
    {
        var roots = toolkitVariables.Select(Environment.GetEnvironmentVariable).OfType<string>().Where(Path.IsPathRooted)
            .Append("/usr/local/cuda").Concat(Folders("/usr/local", "cuda-*"));
        return roots.SelectMany(root => new[] { Path.Combine(root, "lib64"), Path.Combine(root, "targets", "x86_64-linux", "lib") });
    }

    private static IEnumerable<string> VirtualEnvironment() =>
        Environment.GetEnvironmentVariable("VIRTUAL_ENV") is { } root && Path.IsPathRooted(root)
            ? Folders(Path.Combine(root, "lib"), "python3*").SelectMany(python => Packages(Path.Combine(python, "site-packages")))
            : [];

    private static IEnumerable<string> Packages(string packages) =>
        Folders(Path.Combine(packages, "nvidia"), "*").Select(package => Path.Combine(package, "lib"))
            .Append(Path.Combine(packages, "torchvision.libs"))
            .SelectMany(Files);

    private static IEnumerable<string> Folders(string folder, string pattern) =>
        Directory.Exists(folder) ? Directory.EnumerateDirectories(folder, pattern).OrderDescending(StringComparer.Ordinal) : [];

    private static IEnumerable<string> Files(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "libnvjpeg*").Where(file => Name().IsMatch(Path.GetFileName(file))).OrderDescending(StringComparer.Ordinal)
        : [];

    /// <summary>Also of wheels, which put a hash into the name; not libnvjpeg2k.</summary>
    [GeneratedRegex(@"^libnvjpeg(?:[-.][0-9a-f]{8})?\.so(?:\.[0-9.]+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
