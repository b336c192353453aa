using System.Reflection;
using System.Runtime.InteropServices;

namespace Datastamp.Health;

/// <summary>Versions: of this program, the runtime, the system, and its C library.</summary>
internal static partial class MachineCheck
{
    // What the packed OpenCV is linked against.
    private static readonly Version oldestLibrary = new(2, 28);

    public static IEnumerable<Finding> Run()
    {
        var version = typeof(MachineCheck).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        yield return new("datastamp", HealthState.Good, version) { Details = [new("version", version)] };
        yield return new("runtime", HealthState.Good, $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}")
        {
            Details = [new("version", Environment.Version.ToString()), new("identifier", RuntimeInformation.RuntimeIdentifier)],
        };
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        yield return new("system", HealthState.Good, $"{RuntimeInformation.OSDescription}, {architecture}, {Environment.ProcessorCount} cores")
        {
            Details = [new("name", RuntimeInformation.OSDescription), new("architecture", architecture), new("cores", Environment.ProcessorCount)],
        };
        if (OperatingSystem.IsLinux())
        {
            yield return Library();
        }
    }

    private static Finding Library()
    {
        try
        {
            var text = Marshal.PtrToStringUTF8(GetLibcVersion()) ?? string.Empty;
            var isOld = Version.TryParse(text, out var version) && version < oldestLibrary;
            return new("libc", isOld ? HealthState.Bad : HealthState.Good, $"glibc {text}", isOld ? $"The decoder needs glibc {oldestLibrary} or newer. Build here from the lock, or use a newer system." : null)
            {
                Details = [new("name", "glibc"), new("version", text)],
            };
        }
        catch (EntryPointNotFoundException)
        {
            // The decoder's own check tells whether it loads all the same.
            return new("libc", HealthState.Note, "not glibc", "The decoder is linked against glibc, which Alpine Linux and its like have not. Build there from the lock.") { Details = [new("name", "other")] };
        }
    }

    [LibraryImport("libc", EntryPoint = "gnu_get_libc_version")]
    private static partial nint GetLibcVersion();
}
