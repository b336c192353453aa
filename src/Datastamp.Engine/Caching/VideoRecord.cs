using System.Globalization;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Sources;
using Datastamp.Videos;

namespace Datastamp.Caching;

/// <summary>
/// What was last found in one video dataset: the facts of every whole video for its name, length and time. In lines: the
/// writer's version, then the time of each file in ticks and its facts as a lock has them, in ordinal order of keys.
/// </summary>
/// <param name="file">Where it is kept; null for nowhere.</param>
/// <param name="guard">Keeps other processes out.</param>
/// <param name="report">Told where the record cannot be used, which costs time only.</param>
internal sealed class VideoRecord(string? file, IDisposable? guard, Action<Diagnostic> report) : IDisposable
{
    // Another build of this program may probe otherwise.
    private static readonly string version = $"datastamp videos 1 {typeof(VideoRecord).Module.ModuleVersionId:N}";

    private bool isComplete;

    /// <summary>What is known of each sample; null where nothing is.</summary>
    public VideoFacts?[] Recall(IReadOnlyList<Sample> samples)
    {
        var known = new VideoFacts?[samples.Count];
        if (!File.Exists(file))
        {
            return known;
        }

        try
        {
            using var lines = File.ReadLines(file).GetEnumerator();
            if (lines.MoveNext() && string.Equals(lines.Current, version, StringComparison.Ordinal))
            {
                Recall(lines, samples, known);
                isComplete = Array.TrueForAll(known, facts => facts is not null);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report(Report.NotShared(file, e.Message));
        }
        catch (FormatException)
        {
            // A damaged record is as good as none: it will be written again.
        }

        return known;
    }

    /// <summary>Keeps what is known now.</summary>
    public void Save(IReadOnlyList<Sample> samples, VideoMeasurement measurement)
    {
        if (file is null || isComplete)
        {
            return;
        }

        try
        {
            AtomicFile.Write(file, Lines(samples, measurement));
        }
        catch (DiagnosticException e)
        {
            report(Report.NotShared(file, e.Diagnostics[0].Message));
        }
    }

    public void Dispose() => guard?.Dispose();

    /// <summary>A name with a line break in it would be two lines: such videos, and those with something to tell, are probed each time.</summary>
    private static IEnumerable<string> Lines(IReadOnlyList<Sample> samples, VideoMeasurement measurement)
    {
        yield return version;
        var facts = measurement.Videos
            .Where(video => video is { Health: VideoHealth.Whole, Problem: null } && video.Key.AsSpan().IndexOfAny('\r', '\n') < 0)
            .ToDictionary(video => video.Key, StringComparer.Ordinal);
        foreach (var sample in samples)
        {
            if (sample.Ticks > 0 && facts.TryGetValue(sample.Key, out var video) && video.Bytes == sample.Length)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{sample.Ticks} {VideoRow.Write(video)}");
            }
        }
    }

    /// <summary>Both are in order of keys.</summary>
    private static void Recall(IEnumerator<string> lines, IReadOnlyList<Sample> samples, VideoFacts?[] known)
    {
        var index = 0;
        while (lines.MoveNext())
        {
            var space = lines.Current.IndexOf(' ', StringComparison.Ordinal);
            if (!long.TryParse(lines.Current.AsSpan(0, Math.Max(0, space)), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks))
            {
                throw new FormatException("a line has no time");
            }

            var facts = VideoRow.Read(lines.Current[(space + 1)..]);
            while (index < samples.Count && string.CompareOrdinal(samples[index].Key, facts.Key) < 0)
            {
                index++;
            }

            if (index < samples.Count && samples[index] == new Sample(facts.Key, facts.Bytes, ticks))
            {
                known[index] = facts;
            }
        }
    }
}
