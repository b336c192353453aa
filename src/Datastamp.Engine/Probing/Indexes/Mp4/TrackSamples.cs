using System.Runtime.InteropServices;

namespace Datastamp.Probing.Indexes.Mp4;

/// <summary>A track's samples, of its tables and then of fragments, as frames on the presentation's timeline.</summary>
/// <param name="bytes">The file.</param>
/// <param name="movie">What holds for all tracks.</param>
/// <param name="track">The track.</param>
/// <param name="tables">Its sample tables.</param>
/// <param name="entry">The sample entry that is understood, from 1; 0 where all are.</param>
internal sealed class TrackSamples(VideoBytes bytes, Movie movie, Track track, SampleTables tables, int entry)
{
    /// <summary>
    /// Reads them. In fragments an edit list only moves the times: it was written before its duration was known, and FFmpeg hides
    /// no frame for it. Where frames of fragments are presented before they are decoded, as CMAF allows, all are moved so that none
    /// is: not what ISO/IEC 14496-12 says, but what FFmpeg and all that decode with it report.
    /// </summary>
    public IReadOnlyList<Frame> Frames(uint timeScale, IReadOnlyList<Box> moofs)
    {
        var budget = new SampleBudget(bytes);
        var samples = tables.Read(entry, budget);
        HideLeading(samples);
        var edits = track.EditList is { } elst ? EditList.Read(bytes, elst, timeScale, movie.TimeScale) : null;
        var frames = edits is null || samples.Length == 0 ? Shift(samples, 0) : new EditTimeline(bytes, samples, edits).Frames();
        if (moofs.Count == 0)
        {
            return frames;
        }

        var fragments = new Fragments(bytes, movie.Extension, track.Id, entry, budget) { EndTime = tables.EndTime };
        foreach (var moof in moofs)
        {
            fragments.Read(moof);
        }

        if (samples.Length == 0)
        {
            HideLeading(CollectionsMarshal.AsSpan(fragments.Samples));
        }

        SampleBudget.Check(frames.Count + (long)fragments.Samples.Count);
        var moved = Shift(fragments.Samples, (edits is null ? 0 : edits.Pause - edits.Start) + LongestLead(fragments.Samples));
        return frames.Count == 0 ? moved : [.. frames, .. moved];
    }

    // A video that was cut at a key frame of an open group of pictures has frames behind it that are presented before it: they are
    // made from frames that were cut off, and no decoder shows them.
    private static void HideLeading(Span<Sample> samples)
    {
        if (samples.IsEmpty || !samples[0].IsKey)
        {
            return;
        }

        for (var i = 1; i < samples.Length && !samples[i].IsKey; i++)
        {
            samples[i].IsHidden |= samples[i].Time < samples[0].Time;
        }
    }

    private static long LongestLead(List<Sample> samples)
    {
        long lead = 0;
        foreach (var sample in samples)
        {
            lead = Math.Max(lead, -(long)sample.Delay);
        }

        return lead;
    }

    private static List<Frame> Shift(IReadOnlyList<Sample> samples, long by)
    {
        var frames = new List<Frame>(samples.Count);
        foreach (var sample in samples)
        {
            if (!sample.IsForeign)
            {
                frames.Add(new(sample.Offset, sample.Size, sample.Time + by, sample.Duration, sample.IsKey, sample.IsPresentable));
            }
        }

        return frames;
    }
}
