using System.Security.Cryptography;
using Datastamp.Definitions;
using Datastamp.Probing.Indexes;
using Datastamp.Videos;

namespace Datastamp.Probing;

/// <summary>Finds out what is true of a video: by the cheapest tier that can know, and by the others where they are asked or the file contradicts itself.</summary>
internal static class VideoProber
{
    /// <summary>Probes one file.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="key">The file's key in its dataset.</param>
    /// <param name="frameCount">How frames are counted at least.</param>
    /// <param name="identity">What the identity is made of.</param>
    /// <param name="beat">Called again and again while a long file is read or decoded; may throw to end that.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="Diagnostics.DiagnosticException">DS0301: OpenCV is needed, and does not load.</exception>
    public static ProbedVideo Probe(string path, string key, FrameCountSource frameCount, VideoIdentity identity, Action? beat = null)
    {
        beat ??= () => { };
        using var bytes = new VideoBytes(path);
        var (container, index, damage, hasNoVideo, named) = Name(path, bytes, identity, beat);
        if (container is null || hasNoVideo)
        {
            return new(named, bytes.Length, Facts: null, container is null ? "its first bytes are those of no known container" : damage);
        }

        try
        {
            var known = Nothing(key, bytes.Length, named, container);
            var facts = index is not null
                ? WithIndex(path, bytes, index, IndexTier.Read(index, known), frameCount, beat)
                : WithoutIndex(path, bytes, damage, PacketTier.Read(path, known, beat), frameCount, beat);
            return new(named, bytes.Length, facts, facts.Health == VideoHealth.Whole ? null : facts.Problem);
        }
        catch (BadVideoException e)
        {
            return new(named, bytes.Length, null, damage is null ? e.Message : $"{e.Message}; its tables are damaged: {damage}");
        }
    }

    /// <summary>What comes of a file that native code must not open: its identity, which none of that tells.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="identity">What the identity is made of.</param>
    /// <param name="flaw">Why it must not.</param>
    /// <param name="beat">Called again and again while a long file is read; may throw to end that.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static ProbedVideo Refuse(string path, VideoIdentity identity, string flaw, Action beat)
    {
        using var bytes = new VideoBytes(path);
        return new(Name(path, bytes, identity, beat).Name, bytes.Length, Facts: null, flaw);
    }

    /// <summary>What a file is before anything native looks at it.</summary>
    private static (string? Container, IndexedVideo? Index, string? Damage, bool HasNoVideo, string Name) Name(string path, VideoBytes bytes, VideoIdentity identity, Action beat)
    {
        var container = ContainerName.Of(bytes);
        var (index, damage, hasNoVideo) = ReadIndex(bytes);

        // Where no tables tell of the frames, nothing less than every byte does.
        var isWhole = identity == VideoIdentity.Full || (index is null && container is not null && !hasNoVideo);
        return (container, index, damage, hasNoVideo, isWhole ? $"sha256:{HashOf(path, beat)}" : $"tables:{bytes.Identity()}");
    }

    /// <summary>What is known of a file before a tier has read it: the facts that no tier finds.</summary>
    public static VideoFacts Nothing(string key, long length, string identity, string container) => new()
    {
        Key = key,
        Bytes = length,
        Identity = identity,
        Container = container,
        Codec = string.Empty,
        Width = 0,
        Height = 0,
        DisplayWidth = 0,
        DisplayHeight = 0,
        FrameRate = default,
        FrameCount = 0,
        FrameCountSource = FrameCountSource.Header,
    };

    private static (IndexedVideo? Index, string? Damage, bool HasNoVideo) ReadIndex(VideoBytes bytes)
    {
        try
        {
            return (ContainerIndex.Read(bytes), null, false);
        }
        catch (BadVideoException e)
        {
            return (null, e.Message, e is NoVideoStreamException);
        }
    }

    private static VideoFacts WithIndex(string path, VideoBytes bytes, IndexedVideo index, VideoFacts facts, FrameCountSource frameCount, Action beat)
    {
        if (IndexTier.FindTruncation(bytes, index) is { } missing)
        {
            var truncated = Truncated(path, facts, missing, beat);

            // Something was appended that is no box; the table of all frames stands before it.
            return IndexTier.HasAllFrames(bytes, index) && truncated.FrameCount == facts.FrameCount
                ? truncated with { Health = VideoHealth.Whole }
                : truncated;
        }

        if (frameCount == FrameCountSource.Decode || EdgeCheck.Find(bytes, index) is not null)
        {
            return Decoded(path, facts, "its tables name", beat);
        }

        if (frameCount == FrameCountSource.Packets)
        {
            var packets = PacketTier.Count(path, beat);
            return packets == index.Frames.Count
                ? facts with { FrameCountSource = FrameCountSource.Packets }
                : Decoded(path, facts, FormattableString.Invariant($"{packets} packets could be read, its tables name {index.Frames.Count} and show"), beat);
        }

        return facts;
    }

    private static VideoFacts WithoutIndex(string path, VideoBytes bytes, string? damage, VideoFacts facts, FrameCountSource frameCount, Action beat)
    {
        if (StreamEnd.FindTruncation(bytes, facts.Container) is { } missing)
        {
            return Truncated(path, facts, missing, beat);
        }

        if (damage is null && frameCount != FrameCountSource.Decode && facts.FrameCountSource == FrameCountSource.Packets)
        {
            return facts;
        }

        var decoded = Decoded(path, facts, "its packets are", beat);
        return damage is null ? decoded : decoded with { Problem = $"its tables are damaged: {damage}{(decoded.Problem is { } more ? "; " + more : string.Empty)}" };
    }

    private static VideoFacts Truncated(string path, VideoFacts facts, string missing, Action beat)
    {
        if (!DecodeTier.CanDecode(facts.Codec))
        {
            return facts with { Health = VideoHealth.Truncated, Problem = $"{missing}; what is left of its frames cannot be counted here, without a decoder of {facts.Codec}" };
        }

        var decoded = DecodeTier.Count(path, beat);
        return facts with
        {
            FrameCount = decoded,
            FrameCountSource = FrameCountSource.Decode,
            Health = VideoHealth.Truncated,
            Problem = FormattableString.Invariant($"{missing}; {decoded} of {facts.FrameCount} frames can be decoded"),
        };
    }

    /// <summary>Decoding has the last word: fewer frames than were named are a damage, more are a disagreement. Without a decoder, what was known stays.</summary>
    private static VideoFacts Decoded(string path, VideoFacts facts, string claim, Action beat)
    {
        if (!DecodeTier.CanDecode(facts.Codec))
        {
            return facts;
        }

        var decoded = DecodeTier.Count(path, beat);
        return facts with
        {
            FrameCount = decoded,
            FrameCountSource = FrameCountSource.Decode,
            Health = decoded < facts.FrameCount || decoded == 0 ? VideoHealth.Undecodable : VideoHealth.Whole,
            Problem = (decoded, facts.FrameCount) switch
            {
                (0, _) => "no frame of it can be decoded",
                _ when decoded == facts.FrameCount => null,
                _ => FormattableString.Invariant($"{decoded} frames can be decoded, {claim} {facts.FrameCount}"),
            },
        };
    }

    private static string HashOf(string path, Action beat)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        var buffer = new byte[1 << 20];
        for (int count; (count = file.Read(buffer)) > 0;)
        {
            beat();
            hash.AppendData(buffer, 0, count);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
