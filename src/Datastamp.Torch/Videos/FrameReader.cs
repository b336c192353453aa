using Datastamp.Diagnostics;
using Datastamp.Frames;
using Datastamp.Videos;
using static TorchSharp.torch;

namespace Datastamp.Torch.Videos;

/// <summary>
/// Frames of a clip as tensors, by the indices that segment sampling gives: of <c>Datasets.Clips.X.Segments</c>, say. They are
/// exactly the frames that decoding from the start gives, 0 the first one that a player shows. The reader goes over key frames
/// where the container's tables allow it, and decodes no frame twice for one call. For one thread at a time.
/// </summary>
/// <remarks>
/// Where a file has no such tables (transport and program streams, FLV, AVI with frames that wait for later ones), all of it is
/// decoded once, so that a frame that is missing in the middle does not pass for the one behind it. What a decoder conceals, as
/// it does with damaged macroblocks, is not seen.
/// </remarks>
public sealed class FrameReader : IDisposable
{
    private const int Channels = 3;

    private readonly VideoFrames frames;

    private FrameReader(VideoFrames frames) => this.frames = frames;

    /// <summary>What is true of the clip. Its key is the file's name.</summary>
    public VideoFacts Facts => frames.Facts;

    /// <summary>Number of frames, as the manifest has it.</summary>
    public int FrameCount => frames.Count;

    /// <summary>Height of the frames in pixels, after the rotation.</summary>
    public int Height => frames.Height;

    /// <summary>Width of the frames in pixels, after the rotation; pixels that are not square are not stretched.</summary>
    public int Width => frames.Width;

    /// <summary>Opens a clip.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rotation">What is done about the rotation that its header asks for, as phones write it.</param>
    /// <param name="frameCount">How frames are counted at least: the <c>FrameCount</c> of the dataset's item.</param>
    /// <param name="cancellation">Stops reading or decoding a file whose tables do not tell of its frames.</param>
    /// <exception cref="BadClipException">It is not a whole, valid video, as far as it was looked at, or of a codec that cannot be decoded here. The message names the file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    /// <exception cref="DiagnosticException">DS0301: the decoder does not load.</exception>
    public static FrameReader Open(
        string path, VideoRotation rotation = VideoRotation.Apply, FrameCountSource frameCount = FrameCountSource.Index, CancellationToken cancellation = default) =>
        new(VideoFrames.Open(path, rotation, frameCount, cancellation));

    /// <summary>Decodes frames.</summary>
    /// <param name="indices">Their indices, from 0 to <see cref="FrameCount"/> - 1, in any order and as often as wanted.</param>
    /// <param name="cancellation">Stops decoding.</param>
    /// <returns>T×3×H×W bytes, 0–255, in the order of the indices; channels in R, G, B order. On the CPU.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no frame of an index.</exception>
    /// <exception cref="BadClipException">The frames are not those that the file's tables or packets promise, or are of different sizes. The message names the file.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public Tensor Read(ReadOnlySpan<int> indices, CancellationToken cancellation = default)
    {
        var places = new Dictionary<int, List<int>>();
        for (var place = 0; place < indices.Length; place++)
        {
            if (!places.TryGetValue(indices[place], out var same))
            {
                places.Add(indices[place], same = []);
            }

            same.Add(place);
        }

        var clip = empty([indices.Length, Channels, Height, Width], ScalarType.Byte, CPU);
        try
        {
            frames.Read(indices, index => Samples(clip, places[index][0]), cancellation);
            foreach (var same in places.Values)
            {
                foreach (var place in same.Skip(1))
                {
                    Samples(clip, same[0]).CopyTo(Samples(clip, place));
                }
            }

            return clip;
        }
        catch
        {
            clip.Dispose();
            throw;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => frames.Dispose();

    /// <summary>The bytes of one frame of a clip, which the clip's lifetime bounds.</summary>
    private static Span<byte> Samples(Tensor clip, int place)
    {
        using var frame = clip[place];
        return frame.bytes;
    }
}
