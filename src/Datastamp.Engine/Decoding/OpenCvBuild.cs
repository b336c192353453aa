using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenCvSharp;

namespace Datastamp.Decoding;

/// <summary>Which build of OpenCV was loaded. To be asked behind <see cref="OpenCvLibrary.Identity"/>.</summary>
internal static partial class OpenCvBuild
{
    private const string Library = "OpenCvSharpExtern";

    /// <summary>The absolute path of the loaded library; null where the system does not tell.</summary>
    public static string? Path
    {
        get
        {
            using var self = Process.GetCurrentProcess();
            return self.Modules.Cast<ProcessModule>().FirstOrDefault(module => module.ModuleName.Contains(Library, StringComparison.Ordinal))?.FileName;
        }
    }

    /// <summary>The version of FFmpeg's libavcodec in it; null where it was built without.</summary>
    public static string? Codecs => Codec().Match(Cv2.GetBuildInformation()) is { Success: true } match ? match.Groups["version"].Value : null;

    [GeneratedRegex(@"avcodec:\s+YES \((?<version>[0-9.]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Codec();
}
