using System.Diagnostics;

namespace Datastamp.MSBuild;

/// <summary>
/// What a worker sees of the build's environment: what it, the runtime and what they load are known to read, the keys to S3 among it.
/// Everything else, such as other secrets of a pipeline or settings of other programs that use the same libraries, is none of its business.
/// </summary>
internal static class WorkerEnvironment
{
    private static readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase)
    {
        // Where things are.
        "PATH", "PWD", "HOME", "USER", "LOGNAME", "USERPROFILE", "HOMEDRIVE", "HOMEPATH", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA",
        "PROGRAMFILES", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "TMP", "TEMP", "TMPDIR",

        // How to speak, and of which time.
        "LANG", "LANGUAGE", "TZ", "TERM", "NO_COLOR",

        // What the system's loader, trust and network ask for.
        "LD_LIBRARY_PATH", "LD_PRELOAD", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "LOCALE_ARCHIVE", "SSL_CERT_FILE", "SSL_CERT_DIR", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",

        // Where Python keeps an nvJPEG.
        "VIRTUAL_ENV",
        "NUMBER_OF_PROCESSORS", "PROCESSOR_ARCHITECTURE", "OMP_NUM_THREADS", "MKL_NUM_THREADS",
    };

    private static readonly string[] prefixes = ["DATASTAMP_", "DOTNET_", "COMPlus_", "CORECLR_", "CLR_", "NIX_", "OPENSSL_", "XDG_", "LC_", "AWS_", "CUDA_", "NVIDIA_"];

    /// <summary>Takes all else out of what a process is started with.</summary>
    public static void Restrict(ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.Where(name => !IsPassed(name)).ToArray())
        {
            start.Environment.Remove(name);
        }
    }

    /// <summary>Whether the worker sees a variable.</summary>
    internal static bool IsPassed(string name) => names.Contains(name) || Array.Exists(prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
