using System.Text;
using Datastamp.Definitions;
using Datastamp.Guarding;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Sources;
using Datastamp.Videos;

namespace Datastamp.Caching;

/// <summary>What is known of one video dataset: the facts of every whole video by where it lies, as a lock has them.</summary>
internal sealed class VideoRecord : IVideoMemory, IDisposable
{
    // Another build of this program may probe otherwise.
    private static readonly string program = typeof(VideoRecord).Module.ModuleVersionId.ToString("N");

    // Before why a file ends a process that decodes it; no row begins so.
    private const byte Verdict = (byte)'!';

    private readonly CacheWriter? writer;
    private readonly IDisposable? guard;
    private readonly KnownPaths? paths;
    private VideoFacts?[] known = [];
    private string?[] verdicts = [];

    /// <summary>A record.</summary>
    /// <param name="database">Where it is kept; null for nowhere.</param>
    /// <param name="writer">What writes it; null for nothing.</param>
    /// <param name="guard">Keeps other processes from probing the same, until this is disposed; or null.</param>
    /// <param name="dataset">What is probed.</param>
    public VideoRecord(CacheDatabase? database, CacheWriter? writer, IDisposable? guard, VideoDataset dataset)
    {
        this.writer = writer;
        this.guard = guard;
        var scope = CacheDatabase.Id([program, dataset.Kind, dataset.Root, .. dataset.SkippedFolders, .. dataset.Measured.Values.Select(value => $"{value.Key}={value.Value}")]);
        paths = database is null || writer is null ? null : new(database, writer, dataset, scope);
    }

    /// <summary>Whether what is known is made use of, and not only written.</summary>
    public bool IsBelieved { get; init; } = true;

    /// <inheritdoc/>
    public Suspects? Suspects { get; init; }

    /// <summary>How many of the samples nothing is known of.</summary>
    public int Unknown => known.Count(facts => facts is null);

    /// <summary>Finds what is known of samples.</summary>
    public void Recall(IReadOnlyList<Sample> samples)
    {
        known = new VideoFacts?[samples.Count];
        verdicts = new string?[samples.Count];
        paths?.Recall(samples, (index, value) =>
        {
            if (value is [Verdict, .. var text])
            {
                verdicts[index] = Encoding.UTF8.GetString(text);
            }
            else if (IsBelieved)
            {
                known[index] = Parse(samples[index], Encoding.UTF8.GetString(value));
            }
        });
    }

    /// <inheritdoc/>
    public VideoFacts? Find(int index) => known[index];

    /// <inheritdoc/>
    public string? FindVerdict(int index) => IsBelieved && verdicts[index] is { } verdict && Suspects?.Holds(verdict) != false ? verdict : null;

    /// <inheritdoc/>
    public bool IsDoubted(int index) => !IsBelieved && verdicts[index] is not null;

    /// <inheritdoc/>
    public void RememberVerdict(Sample sample, string verdict)
    {
        paths?.Remember(sample, [Verdict, .. Encoding.UTF8.GetBytes(verdict)]);
        writer?.Flush();
    }

    /// <summary>Keeps what is known now. Videos with something to tell are probed each time.</summary>
    public void Save(IReadOnlyList<Sample> samples, VideoMeasurement measurement)
    {
        var facts = measurement.Videos.Where(video => video is { Health: VideoHealth.Whole, Problem: null }).ToDictionary(video => video.Key, StringComparer.Ordinal);
        for (var i = 0; i < samples.Count; i++)
        {
            if (known[i] is null && facts.TryGetValue(samples[i].Key, out var video) && video.Bytes == samples[i].Length)
            {
                paths?.Remember(samples[i], Encoding.UTF8.GetBytes(VideoRow.Write(video)));
            }
        }

        paths?.ForgetLost();
        Suspects?.Forget();
    }

    /// <summary>Who waits for the guard is to find what was written.</summary>
    public void Dispose()
    {
        if (guard is not null)
        {
            writer?.Flush();
            guard.Dispose();
        }
    }

    /// <summary>Null for what was damaged: it is as good as nothing, and will be written again.</summary>
    private static VideoFacts? Parse(Sample sample, string row)
    {
        try
        {
            var facts = VideoRow.Read(row);
            return string.Equals(facts.Key, sample.Key, StringComparison.Ordinal) && facts.Bytes == sample.Length ? facts : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
