using Datastamp.Probing.Indexes.Mp4;
using Datastamp.Videos;

namespace Datastamp.Probing.Indexes;

/// <summary>
/// The index of MP4 and QuickTime files (ISO/IEC 14496-12; QuickTime File Format): the sample tables of moov boxes, the runs of
/// moof boxes, and the edit list over both.
/// </summary>
/// <remarks>
/// <para>A frame is shown if an edit presents it (<see cref="EditTimeline"/>), unless it has no bytes, is presented before the
/// first key frame, or lies in a fragment that begins before the one before ended.</para>
/// <para>What only a decoder can know is not seen: two samples may be the fields of one frame, a sample of VP8 may be one that is
/// never shown, a frame may be damaged, and a parameter set may tell another size than the sample entry. Where a codec is
/// changed within the track, only frames of its first sample entry are listed, which the header's count then contradicts.</para>
/// </remarks>
internal static class Mp4Index
{
    private const uint QuickTimeBrand = 0x71742020;

    /// <summary>Whether a file begins as MP4 and QuickTime files do.</summary>
    public static bool IsMp4(VideoBytes bytes)
    {
        var walk = new BoxWalk(bytes, 0, bytes.Length);
        return walk.NextOfFile(out var box) && box.Type
            is BoxType.Ftyp or BoxType.Moov or BoxType.Mdat or BoxType.Wide or BoxType.Free or BoxType.Skip or BoxType.Pnot;
    }

    /// <inheritdoc cref="ContainerIndex.Read"/>
    public static IndexedVideo Read(VideoBytes bytes)
    {
        var boxes = TopBoxes.Read(bytes);
        if (boxes.Movie is not { } moov)
        {
            throw new BadVideoException(boxes.End > bytes.Length ? "it ends before its index (moov)" : "it has no index (moov)");
        }

        if (moov.End > bytes.Length)
        {
            throw new BadVideoException("it ends within its index (moov)");
        }

        var movie = new Movie(bytes, moov);
        if (movie.Videos is not [var track, ..])
        {
            throw new NoVideoStreamException();
        }

        var timeScale = track.TimeScale is > 0 and <= int.MaxValue ? track.TimeScale
            : movie.TimeScale is > 0 and <= int.MaxValue ? movie.TimeScale : 1;
        var stbl = track.SampleTables ?? throw new BadVideoException("it has no table of frames");
        var tables = new SampleTables(bytes, stbl);
        var entry = SampleEntry.Read(bytes, tables.Descriptions);
        var frames = new TrackSamples(bytes, movie, track, tables, entry.IsForAllSamples ? 0 : 1).Frames(timeScale, boxes.Fragments);
        return new IndexedVideo
        {
            Container = boxes.Brand is null or QuickTimeBrand ? "mov" : "mp4",
            Codec = entry.Codec,
            VideoStreams = movie.Videos.Count,
            Width = entry.Width,
            Height = entry.Height,
            SampleAspect = Aspect(track, movie, entry),
            Rotation = track.Matrix.Then(movie.Matrix).Rotation,
            Pixels = entry.Configuration.Pixels,
            TimeBase = new Rational(1, timeScale),
            HeaderFrames = tables.Count > 0 || boxes.Fragments.Count == 0 ? tables.Count : null,
            DeclaredLength = boxes.End,
            NalLengthSize = entry.Configuration.NalLengthSize,
            Frames = frames,
        };
    }

    // The order is FFmpeg's: the sample entry, the track's matrix, the size at which it is displayed, the codec.
    private static Rational Aspect(Track track, Movie movie, SampleEntry entry)
    {
        if (entry.SampleAspect is { } aspect)
        {
            return aspect;
        }

        if (track.Matrix.Then(movie.Matrix).Stretch is { } stretch)
        {
            return new Rational((long)Math.Round(stretch * (1 << 16)), 1 << 16);
        }

        return track is { DisplayWidth: > 0, DisplayHeight: > 0 } && entry is { Width: > 0, Height: > 0 }
            && (track.DisplayWidth != entry.Width || track.DisplayHeight != entry.Height)
            ? new Rational((long)entry.Height * track.DisplayWidth, (long)entry.Width * track.DisplayHeight)
            : entry.Configuration.SampleAspect ?? new Rational(1, 1);
    }
}
