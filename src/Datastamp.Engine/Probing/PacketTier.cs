using Datastamp.Decoding;
using Datastamp.Probing.Indexes.Codecs;
using Datastamp.Videos;

namespace Datastamp.Probing;

/// <summary>The second tier: every packet of the stream is read, none decoded. For containers whose tables are not read, or are damaged.</summary>
internal static class PacketTier
{
    // OpenCV tells times in milliseconds, as a double.
    private const double UnitsPerMillisecond = 1000;

    // The coarsest time base of a container that comes here: ASF's and FLV's millisecond.
    private const int Rounding = 1001;

    private static readonly Rational microsecond = new(1, 1_000_000);

    /// <summary>Number of packets.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="beat">Called for every packet.</param>
    /// <exception cref="BadVideoException">There is no stream to read.</exception>
    public static int Count(string path, Action beat)
    {
        using var stream = Open(path);
        var count = 0;
        while (stream.MoveNext())
        {
            beat();
            count++;
        }

        return count;
    }

    /// <summary>All that packets and FFmpeg's header tell.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="known">What is known beside them.</param>
    /// <param name="beat">Called for every packet.</param>
    /// <exception cref="BadVideoException">There is no stream to read.</exception>
    public static VideoFacts Read(string path, VideoFacts known, Action beat)
    {
        using var stream = Open(path);
        var (aspectWidth, aspectHeight) = stream.SampleAspect;
        var (rate, header) = (stream.Rate, stream.FrameCount);
        var frames = new List<Frame>();
        double? first = null;
        while (stream.MoveNext())
        {
            beat();
            first = stream.FrameTime is { } time && !(first < time) ? time : first;
            if (frames.Count == Frame.MaxCount)
            {
                throw new BadVideoException("it has more frames than can be read");
            }

            frames.Add(new(0, 0, (long)Math.Round(stream.Milliseconds * UnitsPerMillisecond), 0, stream.IsKey, IsShown: true));
        }

        // Elsewhere packets need not have times.
        var shown = known.Container == "mpegts" ? LeadingFrames.Hide(frames) : frames;
        var timeline = Trusted(FrameTimeline.Of(shown, microsecond, Rounding, FrameRates.Of(rate)), FrameRates.Of(rate));
        var shape = DisplayShape.Of(stream.Width, stream.Height, aspectWidth > 0 && aspectHeight > 0 ? new(aspectWidth, aspectHeight) : new(1, 1), -stream.Orientation);
        return known with
        {
            Codec = Uri.EscapeDataString(FourCharacterCode.CodecName(stream.FourCC)),
            Width = stream.Width,
            Height = stream.Height,
            DisplayWidth = shape.Width,
            DisplayHeight = shape.Height,
            Rotation = shape.Rotation,
            FrameRate = timeline.Rate,
            StartTime = rate > 0 && first is { } start ? Seconds.Of((Int128)Math.Round(start / rate / microsecond.ToDouble()), microsecond) : default,
            Duration = timeline.Duration,
            IsVariableFrameRate = timeline.IsVariable,
            ShortestFrame = timeline.Shortest,
            LongestFrame = timeline.Longest,
            KeyFrames = timeline.FrameCount > 0 ? timeline.KeyFrames : null,
            FrameCount = timeline.FrameCount > 0 ? timeline.FrameCount : header is > 0 and < int.MaxValue ? (int)header : 0,
            FrameCountSource = timeline.FrameCount > 0 ? FrameCountSource.Packets : FrameCountSource.Header,
        };
    }

    /// <summary>In program streams packets without a time repeat the last one: where times repeat, the header's rate says more.</summary>
    private static FrameTimeline Trusted(FrameTimeline timeline, Rational? rate) =>
        rate is not { } declared || timeline.FrameCount < 2 || timeline.Shortest.Numerator > 0
            ? timeline
            : timeline with
            {
                Rate = declared,
                Duration = Seconds.Divide(timeline.FrameCount, declared),
                IsVariable = false,
                Shortest = Seconds.Inverse(declared),
                Longest = Seconds.Inverse(declared),
            };

    private static VideoStreamReader Open(string path) =>
        VideoStreamReader.Open(path, decodes: false) ?? throw new BadVideoException("it holds no video stream that could be read");
}
