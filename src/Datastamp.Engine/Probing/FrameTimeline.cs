using Datastamp.Videos;

namespace Datastamp.Probing;

/// <summary>What the times of a stream's shown frames tell.</summary>
/// <param name="FrameCount">Number of shown frames.</param>
/// <param name="KeyFrames">Number of shown frames that can be decoded on their own.</param>
/// <param name="Rate">Frames a second; 0 where it cannot be told.</param>
/// <param name="Start">When the first frame is shown, in seconds.</param>
/// <param name="Duration">From the first frame's start to the last one's end, in seconds.</param>
/// <param name="IsVariable">Whether the frames are unevenly spaced by more than the rounding of their times.</param>
/// <param name="Shortest">The shortest time between two frames, in seconds.</param>
/// <param name="Longest">The longest time between two frames, in seconds.</param>
internal sealed record FrameTimeline(
    int FrameCount, int KeyFrames, Rational Rate, Rational Start, Rational Duration, bool IsVariable, Rational Shortest, Rational Longest)
{
    /// <summary>Puts the shown frames in the order in which they are shown, and looks at the times between them.</summary>
    /// <param name="frames">All frames, in any order.</param>
    /// <param name="timeBase">The unit of their times, in seconds.</param>
    /// <param name="rounding">By how many units a time may differ from the true one's.</param>
    /// <param name="declared">The rate that the container states, or null; not believed where the times say otherwise.</param>
    /// <exception cref="BadVideoException">A time is too large for a number of seconds.</exception>
    public static FrameTimeline Of(IReadOnlyList<Frame> frames, Rational timeBase, long rounding = 1, Rational? declared = null)
    {
        var shown = Shown(frames);
        if (shown.Length == 0)
        {
            return new(0, 0, declared ?? default, default, default, IsVariable: false, default, default);
        }

        var (shortest, longest) = Gaps(shown);
        var span = shown[^1].Time - shown[0].Time;
        var isVariable = longest - shortest > rounding;
        var last = LastDuration(shown[^1].Duration, declared, timeBase, shown.Length > 1 ? span / (shown.Length - 1) : 0);
        var duration = Seconds.Of((Int128)span + last, timeBase);
        return new(
            shown.Length,
            shown.Count(frame => frame.IsKey),
            RateOf(shown.Length, span, shortest == longest && shown.Length > 1 ? shortest : 0, duration, timeBase, rounding, isVariable, declared),
            Seconds.Of(shown[0].Time, timeBase),
            duration,
            isVariable,
            Seconds.Of(shortest, timeBase),
            Seconds.Of(longest, timeBase));
    }

    /// <summary>The frames that are shown, in the order in which they are.</summary>
    /// <param name="frames">All frames, in any order.</param>
    /// <exception cref="BadVideoException">Their times are too far apart.</exception>
    public static Frame[] Shown(IReadOnlyList<Frame> frames)
    {
        Frame[] shown = [.. frames.Where(frame => frame.IsShown)];
        for (var i = 1; i < shown.Length; i++)
        {
            if (shown[i].Time < shown[i - 1].Time)
            {
                Array.Sort(shown, (left, right) => left.Time.CompareTo(right.Time));
                break;
            }
        }

        return shown.Length == 0 || (Int128)shown[^1].Time - shown[0].Time <= long.MaxValue / 2
            ? shown
            : throw new BadVideoException("the times of its frames are too far apart");
    }

    private static (long Shortest, long Longest) Gaps(Frame[] shown)
    {
        if (shown.Length < 2)
        {
            return default;
        }

        var (shortest, longest) = (long.MaxValue, 0L);
        for (var i = 1; i < shown.Length; i++)
        {
            var gap = shown[i].Time - shown[i - 1].Time;
            shortest = Math.Min(shortest, gap);
            longest = Math.Max(longest, gap);
        }

        return (shortest, longest);
    }

    /// <summary>How long the last frame is shown: as its table says, else as long as its rate, else as the others on average.</summary>
    private static long LastDuration(long stated, Rational? declared, Rational timeBase, long average) => stated > 0
        ? stated
        : declared is { Numerator: > 0 } rate && timeBase.Numerator > 0
            ? (long)Math.Round(1 / (timeBase.ToDouble() * rate.ToDouble()))
            : average;

    private static Rational RateOf(int count, long span, long gap, Rational duration, Rational timeBase, long rounding, bool isVariable, Rational? declared)
    {
        if (declared is { } stated && !isVariable && FrameRates.CouldSpan(stated, count - 1, span, timeBase, rounding))
        {
            return stated;
        }

        if (gap > 0)
        {
            return Seconds.Inverse(Seconds.Of(gap, timeBase));
        }

        if (!isVariable && span > 0)
        {
            return FrameRates.Nearest(count - 1, span, timeBase, rounding);
        }

        return duration.Numerator > 0 ? Seconds.Divide(count, duration) : declared ?? default;
    }
}
