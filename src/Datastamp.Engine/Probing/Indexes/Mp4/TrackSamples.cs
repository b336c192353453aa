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
    /// no frame of them for it. Their times of presentation count from it as those of the tables do.
    /// </summary>
    public IReadOnlyList<Frame> Frames(uint timeScale, IReadOnlyList<Box> moofs)
    {
        var budget = new SampleBudget(bytes);
        var samples = tables.Read(entry, budget);
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

        SampleBudget.Check(frames.Count + (long)fragments.Samples.Count);
        frames.AddRange(Shift(fragments.Samples, edits is null ? 0 : edits.Pause - edits.Start));
        return frames;
    }

    private static List<Frame> Shift(IReadOnlyList<Sample> samples, long by)
    {
        var frames = new List<Frame>(samples.Count);
        foreach (var sample in samples)
        {
            if (!sample.IsForeign)
            {
                frames.Add(new(sample.Offset, sample.Size, sample.Time + by, sample.Duration, sample.IsKey, !sample.IsHidden));
            }
        }

        return frames;
    }
}
