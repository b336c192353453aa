using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Probing;
using Datastamp.Probing.Indexes;
using Datastamp.Videos;

namespace Datastamp.Frames;

/// <summary>
/// Frames of a video by their indices, exactly those that decoding from the start gives: 0 is the first frame that a player
/// shows, <see cref="Count"/> - 1 the last. Goes to a key frame before the frame that is asked for, and on from there, where the
/// container's tables tell a frame by its time, and checks the time of every frame that it gives. Elsewhere, or where that led
/// elsewhere, it decodes from the start and counts. For one thread at a time.
/// </summary>
/// <remarks>
/// What a decoder conceals, as it does with damaged macroblocks, is not seen: the frame is then as any player shows it.
/// </remarks>
public sealed class VideoFrames : IDisposable
{
    private readonly string path;
    private readonly VideoRotation rotation;
    private readonly FrameCursor cursor;

    private VideoFrames(string path, VideoFacts facts, VideoRotation rotation)
    {
        (this.path, Facts, this.rotation) = (path, facts, rotation);
        cursor = new(path, facts.FrameCount, TimesOf(path, facts), facts.FrameCountSource == FrameCountSource.Decode);
        var isUpright = rotation == VideoRotation.Apply && facts.Rotation is 90 or -90;
        (Width, Height) = isUpright ? (cursor.Height, cursor.Width) : (cursor.Width, cursor.Height);
    }

    /// <summary>What is true of the video. Its key is the file's name.</summary>
    public VideoFacts Facts { get; }

    /// <summary>Number of frames.</summary>
    public int Count => Facts.FrameCount;

    /// <summary>Width of the frames in pixels, after the rotation; pixels that are not square are not stretched.</summary>
    public int Width { get; }

    /// <summary>Height of the frames in pixels, after the rotation.</summary>
    public int Height { get; }

    /// <inheritdoc cref="FrameCursor.Decoded"/>
    internal long Decoded => cursor.Decoded;

    /// <summary>Opens a video.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rotation">What is done about the rotation that its header asks for.</param>
    /// <param name="frameCount">How frames are counted at least: as it was said of the dataset.</param>
    /// <param name="cancellation">Stops reading or decoding a file whose tables do not tell of its frames.</param>
    /// <exception cref="BadClipException">It is not a whole, valid video, as far as it was looked at, or of a codec that cannot be decoded here.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    /// <exception cref="Diagnostics.DiagnosticException">DS0301: OpenCV does not load.</exception>
    public static VideoFrames Open(
        string path, VideoRotation rotation = VideoRotation.Apply, FrameCountSource frameCount = FrameCountSource.Index, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        path = Path.GetFullPath(path);
        var probed = VideoProber.Probe(path, Path.GetFileName(path), frameCount, VideoIdentity.Tables, cancellation.ThrowIfCancellationRequested);
        if (probed.Facts is not { } facts || probed.Flaw is not null)
        {
            throw new BadClipException(path, probed.Flaw ?? "nothing is known of it");
        }

        return DecodeTier.CanDecode(facts.Codec)
            ? new(path, facts, rotation)
            : throw new BadClipException(path, $"its frames cannot be decoded here, without a decoder of {facts.Codec}");
    }

    /// <summary>Decodes frames, each once, and from as few others as can be.</summary>
    /// <param name="indices">Their indices, from 0 to <see cref="Count"/> - 1, in any order and as often as wanted.</param>
    /// <param name="target">Called for every index once, in ascending order: gives the place for its samples.</param>
    /// <param name="cancellation">Stops decoding.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no frame of an index. Nothing was decoded.</exception>
    /// <exception cref="BadClipException">The frames are not those that the file's tables or packets promise, or are of different sizes.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public void Read(ReadOnlySpan<int> indices, FrameTarget target, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        var wanted = new SortedSet<int>();
        foreach (var index in indices)
        {
            if (index < 0 || index >= Count)
            {
                throw new ArgumentOutOfRangeException(nameof(indices), index, $"{path} has frames 0 to {Count - 1}.");
            }

            wanted.Add(index);
        }

        foreach (var index in wanted)
        {
            cursor.MoveTo(index, cancellation);
            Write(index, target);
        }

        if (wanted.Count > 0)
        {
            cursor.Verify(cancellation);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => cursor.Dispose();

    /// <summary>Null where the number of frames is not by tables, or not theirs.</summary>
    private static FrameTimes? TimesOf(string path, VideoFacts facts)
    {
        using var bytes = new VideoBytes(path);
        try
        {
            return facts.Problem is null && ContainerIndex.Read(bytes) is { } video && FrameTimes.Of(bytes, video) is { } times && times.Count == facts.FrameCount
                ? times
                : null;
        }
        catch (BadVideoException)
        {
            // Its facts are by its packets.
            return null;
        }
    }

    private void Write(int index, FrameTarget target)
    {
        using var frame = cursor.Picture(rotation == VideoRotation.Apply ? Facts.Rotation : 0);
        if (frame is null || frame.Width != Width || frame.Height != Height)
        {
            throw new BadClipException(path, frame is null
                ? FormattableString.Invariant($"frame {index} cannot be converted to 8-bit colours")
                : FormattableString.Invariant($"frame {index} has {frame.Width}x{frame.Height} pixels, and the first one {Width}x{Height}"));
        }

        FramePlanes.Write(frame, target(index));
    }
}
