using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Datastamp.Health;

/// <summary>Whether there is an NVIDIA driver, and its library within reach.</summary>
internal static partial class GpuCheck
{
    private const string Name = "gpu";
    private const string DriverFile = "/proc/driver/nvidia/version";

    public static Finding Run()
    {
        var driver = Driver();
        var hasLibrary = HasLibrary();
        KeyValuePair<string, object?>[] details = [new("driver", driver), new("cuda", hasLibrary)];
        return (driver, hasLibrary) switch
        {
            (null, false) => new(Name, HealthState.Good, "none", "Everything is measured on the processor.") { Details = details },
            (_, false) => new(Name, HealthState.Note, $"NVIDIA driver {driver}, but libcuda does not load", "In a container, start it with the driver's libraries (--gpus all). Measuring on the processor needs none.") { Details = details },
            _ => new(Name, HealthState.Good, driver is null ? "NVIDIA, libcuda loads" : $"NVIDIA driver {driver}, libcuda loads", "Images can be measured on it after 'datastamp gpu install': datastamp images --device cuda.") { Details = details },
        };
    }

    /// <summary>Whether the library of NVIDIA's driver is within reach.</summary>
    public static bool HasLibrary() => NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1", out _);

    private static string? Driver()
    {
        try
        {
            return File.Exists(DriverFile) && Version().Match(File.ReadAllText(DriverFile)) is { Success: true } match ? match.Groups["version"].Value : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"NVRM version:.*?\s(?<version>\d+\.\d+(\.\d+)?)\s", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();
}
