using Datastamp.Decoding;
using Datastamp.Probing;

namespace Datastamp.Frames;

/// <summary>
/// Goes from frame to frame of a video: over key frames and by times, where frames can be told by these; else by counting from the
/// start, to the end once, so that a frame that is missing does not pass for the one behind it.
/// </summary>
internal sealed class FrameCursor : IDisposable
{
    private const int MostWays = 3;

    // No frame: the next one is reached by a seek, or from the start.
    private const int Lost = int.MaxValue;

    private readonly string path;
    private readonly int count;
    private VideoStreamReader stream;
    private FrameTimes? times;
    private bool isCounted;
    private int position = -1;

    /// <summary>Opens a video.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="count">Number of frames that it must have.</param>
    /// <param name="times">Their times; null where they are not told by these.</param>
    /// <param name="isCounted">Whether their number was found by decoding all of them.</param>
    /// <exception cref="BadClipException">There is no video stream that could be read.</exception>
    public FrameCursor(string path, int count, FrameTimes? times, bool isCounted)
    {
        (this.path, this.count, this.times, this.isCounted) = (path, count, times, isCounted);
        stream = OpenStream();
    }

    /// <summary>Width of the stored frames in pixels.</summary>
    public int Width => stream.Width;

    /// <summary>Height of the stored frames in pixels.</summary>
    public int Height => stream.Height;

    /// <summary>Number of frames that had to be decoded so far, by the tables' key frames.</summary>
    public long Decoded { get; private set; }

    /// <summary>Goes to a frame.</summary>
    /// <exception cref="BadClipException">The frames are not those that the video must have.</exception>
    public void MoveTo(int index, CancellationToken cancellation)
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

    /// <inheritdoc cref="VideoStreamReader.Picture"/>
    public DecodedImage? Picture(int rotation) => stream.Picture(rotation);

    /// <summary>Makes sure, once, that there are as many frames as there must be, where that is not known by their times.</summary>
    /// <exception cref="BadClipException">There are not.</exception>
    public void Verify(CancellationToken cancellation)
    {
        if (times is null && !isCounted)
        {
            CountOn(cancellation);
        }
    }

    public void Dispose() => stream.Dispose();

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

    /// <summary>Goes on to the end.</summary>
    private void CountOn(CancellationToken cancellation)
    {
        while (Step(cancellation))
        {
        }

        var counted = position + 1;
        position = Lost;
        isCounted = counted == count ? true : throw Short(counted);
    }

    private bool Step(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var isThere = TryStep(out var isSound);
        if (!isSound)
        {
            var frame = position;
            position = Lost;
            throw new BadClipException(path, FormattableString.Invariant($"what comes before its frame {frame} cannot be decoded"));
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

    private void Restart()
    {
        stream.Dispose();
        stream = OpenStream();
        position = -1;
    }

    private VideoStreamReader OpenStream() =>
        VideoStreamReader.Open(path, decodes: true) ?? throw new BadClipException(path, "it holds no video stream that could be read");

    private BadClipException Short(int counted) => new(path, FormattableString.Invariant($"{counted} of {count} frames can be decoded"));
}
