using System.Runtime.InteropServices;
using Datastamp.Diagnostics;
using OpenCvSharp;

namespace Datastamp.Decoding;

/// <summary>
/// Loads OpenCV's native library, also on machines without a desktop. The library links GTK 3 and its family for windows
/// that Datastamp never opens, and bare machines lack them (shimat/opencvsharp #2065). It binds functions lazily and holds
/// no data of theirs, so an empty library of the missing name satisfies the loader. To be deleted when a headless
/// OpenCvSharp4 package with video support is on the feed.
/// </summary>
internal static partial class OpenCvLibrary
{
    private const string FfmpegLogLevel = "OPENCV_FFMPEG_LOGLEVEL";
    private const string LogLevel = "OPENCV_LOG_LEVEL";

    private static readonly string[] desktopLibraries =
    [
        "libX11.so.6", "libatk-1.0.so.0", "libatomic.so.1", "libcairo-gobject.so.2", "libcairo.so.2", "libdrm.so.2",
        "libfreetype.so.6", "libgdk-3.so.0", "libgdk_pixbuf-2.0.so.0", "libgio-2.0.so.0", "libglib-2.0.so.0",
        "libgobject-2.0.so.0", "libgtk-3.so.0", "libharfbuzz.so.0", "libpango-1.0.so.0", "libpangocairo-1.0.so.0",
    ];

    private static readonly Lazy<string> version = new(Load);

    /// <summary>The decoder's identity as locks record it, such as <c>opencv 4.13.0</c>. Loads the library.</summary>
    /// <exception cref="DiagnosticException">The library cannot be loaded on this machine.</exception>
    public static string Identity => version.Value;

    private static string Load()
    {
        if (OperatingSystem.IsLinux())
        {
            StandInForDesktopLibraries();
            ForgetSettings();
            Silence();
        }

        try
        {
            // Parallelism is over files.
            Cv2.SetNumThreads(1);
            return $"opencv {Cv2.GetVersionString()}";
        }
        catch (TypeInitializationException e)
        {
            throw new DiagnosticException(Report.DecoderNotLoaded(RuntimeInformation.RuntimeIdentifier, Innermost(e).Message), e);
        }
        catch (DllNotFoundException e)
        {
            throw new DiagnosticException(Report.DecoderNotLoaded(RuntimeInformation.RuntimeIdentifier, e.Message), e);
        }
    }

    /// <summary>
    /// What users set for programs of theirs must not reach the decoder: limits of pixels, options of FFmpeg, libjpeg's memory and the
    /// like decide which files are refused, and so the constants. Asked for when the libraries are loaded or first used.
    /// </summary>
    private static void ForgetSettings()
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(IsSetting))
        {
            _ = UnsetEnvironment(name);
        }
    }

    /// <summary>Of OpenCV, libjpeg and its vector code, OpenJPEG; but for how much is told.</summary>
    private static bool IsSetting(string name) =>
        (name.StartsWith("OPENCV_", StringComparison.Ordinal) && name is not (FfmpegLogLevel or LogLevel))
        || name.StartsWith("JSIMD_", StringComparison.Ordinal)
        || name.StartsWith("OPJ_", StringComparison.Ordinal)
        || name is "JPEGMEM";

    /// <summary>FFmpeg and OpenCV would write every flaw of a file to standard error. They ask C's environment, which .NET's does not reach.</summary>
    private static void Silence()
    {
        _ = SetEnvironment(FfmpegLogLevel, "-8", overwrite: 0);
        _ = SetEnvironment(LogLevel, "SILENT", overwrite: 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnsetEnvironment(string name);

    private static void StandInForDesktopLibraries()
    {
        var missing = desktopLibraries.Where(name => !NativeLibrary.TryLoad(name, out _)).ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("datastamp-").FullName;
        try
        {
            foreach (var name in missing)
            {
                var path = Path.Combine(folder, name);
                File.WriteAllBytes(path, EmptySharedObject.Build(name));
                NativeLibrary.TryLoad(path, out _);
            }
        }
        finally
        {
            // What is mapped stays mapped.
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;
}
