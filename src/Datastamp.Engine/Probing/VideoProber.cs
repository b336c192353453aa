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
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="Diagnostics.DiagnosticException">DS0301: OpenCV is needed, and does not load.</exception>
    public static ProbedVideo Probe(string path, string key, FrameCountSource frameCount, VideoIdentity identity)
    {
        using var bytes = new VideoBytes(path);
        var (index, damage) = ReadIndex(bytes);
        var named = identity == VideoIdentity.Full ? $"sha256:{HashOf(path)}" : $"tables:{bytes.Identity()}";
        try
        {
            var known = Nothing(key, bytes.Length, named, ContainerName.Of(bytes) ?? throw new BadVideoException("its first bytes are those of no known container"));
            var facts = index is not null
                ? WithIndex(path, bytes, index, IndexTier.Read(index, known), frameCount)
                : WithoutIndex(path, bytes, damage, PacketTier.Read(path, known), frameCount);
            return new(named, bytes.Length, facts, facts.Health == VideoHealth.Whole ? null : facts.Problem);
        }
        catch (BadVideoException e)
        {
            return new(named, bytes.Length, null, damage is null ? e.Message : $"{e.Message}; its tables are damaged: {damage}");
        }
    }

    private static VideoFacts Nothing(string key, long length, string identity, string container) => new()
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

    private static (IndexedVideo? Index, string? Damage) ReadIndex(VideoBytes bytes)
    {
        try
        {
            return (ContainerIndex.Read(bytes), null);
        }
        catch (BadVideoException e)
        {
            return (null, e.Message);
        }
    }

    private static VideoFacts WithIndex(string path, VideoBytes bytes, IndexedVideo index, VideoFacts facts, FrameCountSource frameCount)
    {
        if (IndexTier.FindTruncation(bytes, index) is { } missing)
        {
            return Truncated(path, facts, missing);
        }

        if (frameCount == FrameCountSource.Decode || EdgeCheck.Find(bytes, index) is not null)
        {
            return Decoded(path, facts, "its tables name");
        }

        if (frameCount == FrameCountSource.Packets)
        {
            var packets = PacketTier.Count(path);
            return packets == index.Frames.Count
                ? facts with { FrameCountSource = FrameCountSource.Packets }
                : Decoded(path, facts, FormattableString.Invariant($"{packets} packets could be read, its tables name {index.Frames.Count} and show"));
        }

        return facts;
    }

    private static VideoFacts WithoutIndex(string path, VideoBytes bytes, string? damage, VideoFacts facts, FrameCountSource frameCount)
    {
        if (StreamEnd.FindTruncation(bytes, facts.Container) is { } missing)
        {
            return Truncated(path, facts, missing);
        }

        if (damage is null && frameCount != FrameCountSource.Decode && facts.FrameCountSource == FrameCountSource.Packets)
        {
            return facts;
        }

        var decoded = Decoded(path, facts, "its packets are");
        return damage is null ? decoded : decoded with { Problem = $"its tables are damaged: {damage}{(decoded.Problem is { } more ? "; " + more : string.Empty)}" };
    }

    private static VideoFacts Truncated(string path, VideoFacts facts, string missing)
    {
        var decoded = DecodeTier.Count(path);
        return facts with
        {
            FrameCount = decoded,
            FrameCountSource = FrameCountSource.Decode,
            Health = VideoHealth.Truncated,
            Problem = FormattableString.Invariant($"{missing}; {decoded} of {facts.FrameCount} frames can be decoded"),
        };
    }

    /// <summary>Decoding has the last word: fewer frames than were named are a damage, more are a disagreement.</summary>
    private static VideoFacts Decoded(string path, VideoFacts facts, string claim)
    {
        var decoded = DecodeTier.Count(path);
        return facts with
        {
            FrameCount = decoded,
            FrameCountSource = FrameCountSource.Decode,
            Health = decoded < facts.FrameCount || decoded == 0 ? VideoHealth.Undecodable : VideoHealth.Whole,
            Problem = (decoded, facts.FrameCount) switch
            {
                (0, _) when facts.Codec == "av1" => "no frame of it can be decoded; OpenCV may have no decoder of AV1, so count by Index or Packets",
                (0, _) => "no frame of it can be decoded",
                _ when decoded == facts.FrameCount => null,
                _ => FormattableString.Invariant($"{decoded} frames can be decoded, {claim} {facts.FrameCount}"),
            },
        };
    }

    private static string HashOf(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1 << 20);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
