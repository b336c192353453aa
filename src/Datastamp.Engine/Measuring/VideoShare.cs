using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Guarding;
using Datastamp.Probing;
using Datastamp.Sources;

namespace Datastamp.Measuring;

/// <summary>One thread's share of a video dataset: probes files, those that may end the process in another one.</summary>
internal sealed class VideoShare : IDisposable
{
    // What decoders of video take beside frames.
    private const long DecoderMemory = 256 << 20;

    private readonly VideoDataset dataset;
    private readonly ISampleSource source;
    private readonly IVideoMemory? memory;
    private readonly Action beat;
    private readonly Suspects? suspects;
    private HandSlot? slot;

    /// <param name="dataset">What is measured.</param>
    /// <param name="source">Where its files are.</param>
    /// <param name="memory">What is known, or null.</param>
    /// <param name="beat">Called again and again while one file takes long; may throw to end that.</param>
    public VideoShare(VideoDataset dataset, ISampleSource source, IVideoMemory? memory, Action beat)
    {
        this.dataset = dataset;
        this.source = source;
        this.memory = memory;
        this.beat = beat;
        suspects = memory?.Suspects;
    }

    public ProbedVideo Probe(int index, Sample sample)
    {
        if (memory?.Find(index) is { } facts)
        {
            return new(facts.Identity, facts.Bytes, facts, Flaw: null);
        }

        // Never opened: pipes and devices have no length either, and would block.
        if (sample.Length == 0)
        {
            return new("empty", 0, Facts: null, "the file is empty, or no regular file");
        }

        var path = source.PathOf(sample) ?? throw new DiagnosticException(Report.VideosInContainer(dataset));
        if (memory?.FindVerdict(index) is { } verdict)
        {
            return VideoProber.Refuse(path, dataset.Identity, verdict, beat);
        }

        if (suspects is null)
        {
            return VideoProber.Probe(path, sample.Key, dataset.FrameCount, dataset.Identity, beat);
        }

        var id = Suspects.IdOf(path, sample);
        return (suspects.Contains(id) || memory!.IsDoubted(index) ? TryAlone(path, id, sample) : null) ?? Decode(path, id, sample);
    }

    public void Dispose()
    {
        if (slot is not null)
        {
            suspects!.Close(slot);
        }
    }

    private ProbedVideo Decode(string path, byte[] id, Sample sample)
    {
        suspects!.Take(slot ??= suspects.Open(), id, sample.Key);
        ProbedVideo video;
        try
        {
            // What makes progress is not stuck, however long it is.
            video = VideoProber.Probe(path, sample.Key, dataset.FrameCount, dataset.Identity, () =>
            {
                slot.Touch();
                beat();
            });
        }
        finally
        {
            slot.Release();
        }

        // A flaw may be no more than a want of memory, which others took.
        return video.Flaw is null || !MemoryShortException.IsShortOf(DecoderMemory)
            ? video
            : TryAlone(path, id, sample) ?? throw new DiagnosticException(Report.MemoryFull());
    }

    /// <summary>Has another process probe a file; null where that tells nothing of it.</summary>
    private ProbedVideo? TryAlone(string path, byte[] id, Sample sample)
    {
        var end = suspects!.Try(Trial.Ask(dataset, path), [], beat);
        if (end.Verdict is { } verdict)
        {
            memory!.RememberVerdict(sample, verdict);
        }

        suspects.Clear(id);
        return end switch
        {
            { Verdict: { } reason } => VideoProber.Refuse(path, dataset.Identity, reason, beat),
            { Answer: { } answer } => Trial.ReadVideo(sample.Key, answer),
            _ => null,
        };
    }
}
