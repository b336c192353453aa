using Datastamp.Definitions;
using Datastamp.Probing;
using Datastamp.Probing.Indexes;
using Datastamp.Videos;

namespace Datastamp.Decoding;

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
    private const int MostWays = 3;

    // No frame: the next one is reached by a seek, or from the start.
    private const int Lost = int.MaxValue;

    private readonly string path;
    private readonly VideoRotation rotation;
    private VideoStreamReader stream;
    private FrameTimes? times;
    private bool isCounted;
    private int position = -1;

    private VideoFrames(string path, VideoFacts facts, FrameTimes? times, VideoRotation rotation)
    {
        (this.path, Facts, this.times, this.rotation) = (path, facts, times, rotation);
        isCounted = facts.FrameCountSource == FrameCountSource.Decode;
        stream = OpenStream();
        var isUpright = rotation == VideoRotation.Apply && facts.Rotation is 90 or -90;
        (Width, Height) = isUpright ? (stream.Height, stream.Width) : (stream.Width, stream.Height);
    }

    /// <summary>What is true of the video. Its key is the file's name.</summary>
    public VideoFacts Facts { get; }

    /// <summary>Number of frames.</summary>
    public int Count => Facts.FrameCount;

    /// <summary>Width of the frames in pixels, after the rotation; pixels that are not square are not stretched.</summary>
    public int Width { get; }

    /// <summary>Height of the frames in pixels, after the rotation.</summary>
    public int Height { get; }

    /// <summary>Number of frames that had to be decoded so far, by the tables' key frames.</summary>
    internal long Decoded { get; private set; }

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
            ? new(path, facts, TimesOf(path, facts), rotation)
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
            MoveTo(index, cancellation);
            Write(index, target);
        }

        if (times is null && !isCounted && wanted.Count > 0)
        {
            CountOn(cancellation);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => stream.Dispose();

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

    private void MoveTo(int index, CancellationToken cancellation)
    {
        if (times is not null && !MoveByTime(times, index, cancellation))
        {
            Judge(cancellation);
        }

        if (times is null)
        {
            MoveByCount(index, cancellation);
        }
    }

    /// <summary>Goes to a frame over a key frame or from where it is, else from the start.</summary>
    /// <returns>Whether each frame on the way has the time that it must have.</returns>
    private bool MoveByTime(FrameTimes known, int index, CancellationToken cancellation)
    {
        // The first frame shows that OpenCV's times begin with it.
        if (position == -1 && !Advance(known, 0, cancellation))
        {
            return false;
        }

        var ways = known.WaysTo(index, stream.Rate, stream.FrameCount);
        var isAhead = position <= index;
        if (isAhead && !ways.Any(way => way.Key > position + 1) && Advance(known, index, cancellation))
        {
            return true;
        }

        if (ways.Take(MostWays).Any(way => Take(known, way, index)))
        {
            return true;
        }

        Restart();
        return Advance(known, index, cancellation);
    }

    private bool Take(FrameTimes known, SeekTarget way, int index)
    {
        var failures = stream.Failures;
        var isThere = stream.Seek(way.Number) && stream.MoveNext() && stream.Failures == failures && known.IsAt(index, stream.Milliseconds);
        position = isThere ? index : Lost;
        Decoded += index - way.Key + 1;
        return isThere;
    }

    private bool Advance(FrameTimes known, int index, CancellationToken cancellation)
    {
        while (position < index)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!TryStep(out var isSound) || !isSound || !known.IsAt(position, stream.Milliseconds))
            {
                position = Lost;
                return false;
            }
        }

        return true;
    }

    /// <summary>Decoding has the last word on a file whose frames are not at the times of its tables.</summary>
    private void Judge(CancellationToken cancellation)
    {
        Restart();
        CountOn(cancellation);
        times = null;
    }

    private void MoveByCount(int index, CancellationToken cancellation)
    {
        if (position > index)
        {
            Restart();
        }

        while (position < index)
        {
            if (!Step(cancellation))
            {
                throw Short(position + 1);
            }
        }
    }

    /// <summary>Where nothing but their number tells frames apart, one that is missing can only be told by their number.</summary>
    private void CountOn(CancellationToken cancellation)
    {
        while (Step(cancellation))
        {
        }

        var count = position + 1;
        position = Lost;
        isCounted = count == Count ? true : throw Short(count);
    }

    private bool Step(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var isThere = TryStep(out var isSound);
        if (!isSound)
        {
            var frame = position;
            position = Lost;
            throw Bad(FormattableString.Invariant($"what comes before its frame {frame} cannot be decoded"));
        }

        return isThere;
    }

    /// <summary>Goes to the next frame.</summary>
    /// <param name="isSound">Whether all between it and the one before could be decoded. What comes before the first one, a cut may have left there.</param>
    /// <returns>False at the end.</returns>
    private bool TryStep(out bool isSound)
    {
        var failures = position < 0 ? int.MaxValue : stream.Failures;
        var isThere = stream.MoveNext();
        isSound = stream.Failures <= failures;
        if (isThere)
        {
            position++;
            Decoded++;
        }

        return isThere;
    }

    private void Write(int index, FrameTarget target)
    {
        using var frame = stream.Picture(rotation == VideoRotation.Apply ? Facts.Rotation : 0);
        if (frame is null || frame.Width != Width || frame.Height != Height)
        {
            throw Bad(frame is null
                ? FormattableString.Invariant($"frame {index} cannot be converted to 8-bit colours")
                : FormattableString.Invariant($"frame {index} has {frame.Width}x{frame.Height} pixels, and the first one {Width}x{Height}"));
        }

        FramePlanes.Write(frame, target(index));
    }

    private void Restart()
    {
        stream.Dispose();
        stream = OpenStream();
        position = -1;
    }

    private VideoStreamReader OpenStream() =>
        VideoStreamReader.Open(path, decodes: true) ?? throw Bad("it holds no video stream that could be read");

    private BadClipException Short(int count) => Bad(FormattableString.Invariant($"{count} of {Count} frames can be decoded"));

    private BadClipException Bad(string reason) => new(path, reason);
}
