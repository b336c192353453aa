using Datastamp.Probing.Indexes.Avi;

namespace Datastamp.Probing;

/// <summary>The frames that a video shows, in the order in which it shows them: when, and at which of them decoding can begin.</summary>
internal sealed class FrameTimes
{
    // OpenCV tells times in whole milliseconds, cut off; the rest is for its arithmetic in doubles.
    private const double Rounding = 1.001;

    private readonly double[] milliseconds;
    private readonly int[] keys;

    private FrameTimes(double[] milliseconds, int[] keys) => (this.milliseconds, this.keys) = (milliseconds, keys);

    /// <summary>Number of frames.</summary>
    public int Count => milliseconds.Length;

    /// <summary>Takes the times of tables.</summary>
    /// <returns>Null where a frame cannot be told by its time alone.</returns>
    /// <exception cref="BadVideoException">The times are none that a video can have.</exception>
    public static FrameTimes? Of(VideoBytes bytes, IndexedVideo video)
    {
        var shown = FrameTimeline.Shown(video.Frames);
        if (shown.Length == 0 || !HasPresentationTimes(video))
        {
            return null;
        }

        var unit = video.TimeBase.ToDouble() * 1000;
        var times = new double[shown.Length];
        for (var i = 1; i < shown.Length; i++)
        {
            times[i] = (shown[i].Time - shown[0].Time) * unit;
            if (times[i] - times[i - 1] <= 2 * Rounding)
            {
                return null;
            }
        }

        // Whatever the first frame is made of, a decoder that begins at the file's start gets to it.
        return new(times, [0, .. KeysAreTrue(bytes, video) ? Enumerable.Range(1, shown.Length - 1).Where(i => shown[i].IsKey) : []]);
    }

    /// <summary>Whether it is this frame that is shown at some time.</summary>
    /// <param name="index">The frame's index; from <see cref="Count"/> on, none.</param>
    /// <param name="time">In milliseconds from the first frame's, without fraction.</param>
    public bool IsAt(int index, double time) => index < Count && Math.Abs(milliseconds[index] - time) <= Rounding;

    /// <summary>The ways to a frame by <see cref="Decoding.VideoStreamReader.Seek"/>, the shortest first.</summary>
    /// <param name="index">The frame's index.</param>
    /// <param name="rate">Frames a second by OpenCV.</param>
    /// <param name="count">The number of frames by OpenCV, beyond which it does not go.</param>
    public IEnumerable<SeekTarget> WaysTo(int index, double rate, double count)
    {
        if (rate <= 0)
        {
            yield break;
        }

        for (var i = Last(key => key <= index); i >= 0; i--)
        {
            // OpenCV takes the key frame's number from its time, and counts on from there.
            var number = Math.Floor((milliseconds[keys[i]] / 1000 * rate) + 0.5) + index - keys[i];
            var from = Math.Max(0, number - Decoding.VideoStreamReader.SeekMargin) / rate * 1000;
            if (number < count && i == Math.Max(0, Last(key => milliseconds[key] <= from + Rounding)))
            {
                yield return new((int)number, keys[i]);
            }
        }
    }

    /// <summary>
    /// AVI knows no times of presentation, and Matroska none of streams in its form for AVI's codecs: what stands in their place is
    /// the order of decoding, which is that of presentation only where no frame waits for a later one.
    /// </summary>
    private static bool HasPresentationTimes(IndexedVideo video) => video.Container switch
    {
        "mp4" or "mov" or "webm" => true,
        "matroska" => video.NalLengthSize > 0 || !IsInOrder(video.Frames) || video.Frames.All(frame => frame.IsKey),
        _ => video.Frames.All(frame => frame.IsKey),
    };

    private static bool IsInOrder(IReadOnlyList<Frame> frames)
    {
        for (var i = 1; i < frames.Count; i++)
        {
            if (frames[i].Time < frames[i - 1].Time)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether tables can be believed in which frames are key frames. Decoders of some codecs show nothing before a key frame,
    /// whatever the tables say; of others the frames themselves are looked at, where that can be told from their first bytes.
    /// </summary>
    private static bool KeysAreTrue(VideoBytes bytes, IndexedVideo video) =>
        video.Codec is "h264" or "hevc" or "vp8" or "vp9" or "prores" or "dnxhd"
        || video.Frames.All(frame => !frame.IsKey || !frame.IsShown || CodedFrame.IsKey(bytes, video.Codec, frame.Offset, frame.Size));

    /// <summary>The last of the key frames for which something holds, if it holds for all before; -1 where for none.</summary>
    private int Last(Predicate<int> holds)
    {
        int low = 0, high = keys.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(keys[middle]) ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}
