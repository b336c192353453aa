using OpenCvSharp;

namespace Datastamp.Decoding;

/// <summary>Goes through the first video stream of a file with OpenCV's FFmpeg: packet by packet, or frame by decoded frame.</summary>
internal sealed class VideoStreamReader : IDisposable
{
    /// <summary>By how many frames <see cref="Seek"/> goes back before it looks for a key frame: <c>delta</c> in OpenCV's cap_ffmpeg_impl.hpp.</summary>
    public const int SeekMargin = 16;

    // OpenCV stops at the first packet that it cannot use, and goes on behind it when asked again.
    private const int MostFailures = 100;

    // AV_NOPTS_VALUE, as a double.
    private const double UnknownTime = long.MinValue;

    // Of videoio.hpp; OpenCvSharp does not name them.
    private const VideoCaptureProperties HasKeyFrame = (VideoCaptureProperties)67;
    private const VideoCaptureProperties Threads = (VideoCaptureProperties)70;
    private const VideoCaptureProperties PresentationTime = (VideoCaptureProperties)71;

    private readonly VideoCapture capture;

    private VideoStreamReader(VideoCapture capture) => this.capture = capture;

    public int Width => (int)Get(VideoCaptureProperties.FrameWidth);

    public int Height => (int)Get(VideoCaptureProperties.FrameHeight);

    /// <summary>Frames a second, by the header or by FFmpeg's estimate.</summary>
    public double Rate => Get(VideoCaptureProperties.Fps);

    /// <summary>The number of frames that the header claims or that FFmpeg makes of duration and rate; not positive where neither can be.</summary>
    public double FrameCount => Get(VideoCaptureProperties.FrameCount);

    /// <summary>The four-character code, its first character in the lowest byte.</summary>
    public uint FourCC => (uint)(int)Get(VideoCaptureProperties.FourCC);

    /// <summary>The pixel's width over its height; zeros where it is not known.</summary>
    public (int Width, int Height) SampleAspect => ((int)Get(VideoCaptureProperties.SARNum), (int)Get(VideoCaptureProperties.SARDen));

    /// <summary>Degrees clockwise by which frames are to be turned.</summary>
    public int Orientation => (int)Get(VideoCaptureProperties.OrientationMeta);

    /// <summary>When the packet or frame is shown, in milliseconds from the stream's start.</summary>
    public double Milliseconds => Get(VideoCaptureProperties.PosMsec);

    /// <summary>When the packet or frame is shown, in frames of <see cref="Rate"/> from the container's zero; null where FFmpeg knows no mean rate yet.</summary>
    public double? FrameTime => Get(PresentationTime) is > UnknownTime and var time ? time : null;

    /// <summary>Whether the packet can be decoded on its own.</summary>
    public bool IsKey => Get(HasKeyFrame) != 0;

    /// <summary>How many packets could not be used so far, among those that were gone past.</summary>
    public int Failures { get; private set; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="decodes">Frames, or packets.</param>
    /// <returns>Null where there is no video stream that FFmpeg could read.</returns>
    /// <exception cref="Diagnostics.DiagnosticException">DS0301: OpenCV does not load.</exception>
    public static VideoStreamReader? Open(string path, bool decodes)
    {
        _ = OpenCvLibrary.Identity;
        var opened = new VideoCapture(path, VideoCaptureAPIs.FFMPEG, [(int)Threads, 1]);
        if (opened.IsOpened() && opened.Set(VideoCaptureProperties.OrientationAuto, 0) && (decodes || opened.Set(VideoCaptureProperties.Format, -1)))
        {
            return new(opened);
        }

        opened.Dispose();
        return null;
    }

    /// <summary>Goes to the next packet or frame.</summary>
    /// <returns>False at the end.</returns>
    public bool MoveNext()
    {
        for (var failures = 0; failures < MostFailures; failures++)
        {
            if (capture.Grab())
            {
                Failures += failures;
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Goes to just before a frame, by OpenCV's own count: it takes times for numbers by <see cref="Rate"/>, goes to a key frame
    /// that is <see cref="SeekMargin"/> frames before or earlier, and decodes on from there, one frame after the other. Where that
    /// led is told by <see cref="Milliseconds"/> after the next <see cref="MoveNext"/>, and must be looked at: rates are not always even.
    /// </summary>
    /// <param name="number">The number of the frame that comes next, from 0.</param>
    /// <returns>Whether all frames on the way could be decoded.</returns>
    public bool Seek(int number) => capture.Set(VideoCaptureProperties.PosFrames, number) && Get(VideoCaptureProperties.PosFrames) == number;

    /// <summary>Converts the frame that was gone to, which costs much of what decoding it does.</summary>
    /// <param name="rotation">Degrees counterclockwise by which it is turned, if they are whole quarters of a turn.</param>
    /// <returns>Its 8-bit pixels in B, G, R order; null where it cannot be converted.</returns>
    public DecodedImage? Picture(int rotation)
    {
        var pixels = new Mat();
        if (!capture.Retrieve(pixels) || pixels.Empty() || pixels.Type() != MatType.CV_8UC3)
        {
            pixels.Dispose();
            return null;
        }

        if (Turn(rotation) is { } turn)
        {
            Cv2.Rotate(pixels, pixels, turn);
        }

        return new(pixels);
    }

    public void Dispose() => capture.Dispose();

    private static RotateFlags? Turn(int rotation) => rotation switch
    {
        90 => RotateFlags.Rotate90Counterclockwise,
        -90 => RotateFlags.Rotate90Clockwise,
        180 => RotateFlags.Rotate180,
        _ => null,
    };

    private double Get(VideoCaptureProperties property) => capture.Get(property);
}
