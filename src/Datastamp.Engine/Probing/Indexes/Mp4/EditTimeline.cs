namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>
/// Puts a track's samples on the presentation's timeline. A frame is shown if its time of presentation lies within an edit, and
/// a decoder that begins at the edit's nearest key frame before gets to it; other frames are hidden, among them those that are
/// only decoded for others. A frame that a second edit shows again stands again, behind all others. These are the rules of
/// FFmpeg's demuxer (mov_fix_index), which players share, but for pauses between edits and edits without a duration: FFmpeg takes
/// the first for media from its beginning on, and of the second shows nothing.
/// </summary>
internal sealed class EditTimeline(VideoBytes bytes, Sample[] samples, EditList list)
{
    // So that no short list of edits makes many frames of few.
    private const int MaxRepeats = 1 << 20;

    private readonly Frame[] frames = new Frame[samples.Length];
    private readonly List<Frame> repeats = [];
    private readonly bool hasDelays = Array.Exists(samples, sample => sample.Delay != 0);
    private long earliest = long.MaxValue;

    /// <summary>All samples in order, and those that are shown again.</summary>
    public IReadOnlyList<Frame> Frames()
    {
        long edge = 0;
        long? shift = null;
        foreach (var edit in list.Edits)
        {
            if (!edit.IsEmpty && Show(edit, edge) is { } thisShift)
            {
                shift ??= thisShift;
            }

            edge = Math.Min(long.MaxValue / 4, edge + edit.Duration);
        }

        return Settle(shift ?? list.Pause - list.Start);
    }

    /// <summary>Shows an edit's frames.</summary>
    /// <returns>From the media's times to the timeline; null if it shows nothing.</returns>
    private long? Show(in Edit edit, long edge)
    {
        var end = edit.Duration == 0 ? long.MaxValue : edit.MediaTime + edit.Duration;
        long? shift = null;
        var isAfter = false;
        for (var i = First(edit.MediaTime); i < samples.Length; i++)
        {
            bytes.Step();
            ref readonly var sample = ref samples[i];
            var time = sample.Time;
            if (time >= edit.MediaTime && time < end)
            {
                shift ??= edge - sample.DecodingTime;
                Add(i, time + shift.Value);
            }

            var duration = i + 1 < samples.Length ? samples[i + 1].DecodingTime - sample.DecodingTime : edit.Duration;
            if (sample.IsKey && time + duration >= end)
            {
                // Frames that are presented before a key frame may be stored behind it, but not behind the next one.
                if (isAfter || !hasDelays)
                {
                    break;
                }

                isAfter = true;
            }
        }

        return shift;
    }

    /// <summary>The key frame at which decoding has to begin so that all is known at some time; else the first frame.</summary>
    private int First(long time)
    {
        int low = 0, high = samples.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = samples[middle].DecodingTime <= time ? (middle + 1, high) : (low, middle);
        }

        var first = low - 1;
        for (; first > 0; first--)
        {
            bytes.Step();
            if (samples[first].IsKey && (samples[first].Time <= time || !hasDelays))
            {
                break;
            }
        }

        return Math.Max(0, first);
    }

    private void Add(int index, long time)
    {
        earliest = Math.Min(earliest, time);
        var frame = Create(samples[index], time, samples[index].IsPresentable);
        if (!frames[index].IsShown)
        {
            frames[index] = frame;
            return;
        }

        if (repeats.Count == MaxRepeats)
        {
            throw new BadVideoException("its edit list shows too many frames again");
        }

        repeats.Add(frame);
    }

    // The first frame that is shown begins where the pauses end, even if the edit list would have it begin within a frame.
    private Frame[] Settle(long shift)
    {
        var correction = earliest == long.MaxValue ? 0 : list.Pause - earliest;
        for (var i = 0; i < frames.Length; i++)
        {
            var frame = frames[i].IsShown ? frames[i] : Create(samples[i], samples[i].Time + shift, isShown: false);
            frames[i] = frame with { Time = frame.Time + correction };
        }

        return repeats.Count == 0 ? frames : [.. frames, .. repeats.Select(frame => frame with { Time = frame.Time + correction })];
    }

    private static Frame Create(in Sample sample, long time, bool isShown) =>
        new(sample.Offset, sample.Size, time, sample.Duration, sample.IsKey, isShown);
}
