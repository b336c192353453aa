using System.Text;
using Datastamp.Caching;
using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Probing;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Guarding;

/// <summary>What is asked of a process that measures one file, and what it answers.</summary>
public static class Trial
{
    // What decoders of video take beside frames.
    private const long VideoMemory = 256 << 20;

    /// <summary>Measures the file that a request is about.</summary>
    /// <param name="request">The line that the request is.</param>
    /// <param name="content">The file's bytes; empty where the request names a path.</param>
    /// <param name="watch">Looks at how long it takes.</param>
    /// <returns>The answer; null where the file needs more memory than there is.</returns>
    /// <exception cref="FormatException">It is no request.</exception>
    public static byte[]? Answer(string request, ReadOnlySpan<byte> content, FileWatch watch)
    {
        var (kind, path, metadata) = Parse(request);
        using var note = new HandNote(folder: null);
        var slot = note.Open();
        watch.Add(slot);
        slot.Take(dataset: 0, [], kind);
        try
        {
            return kind == "image"
                ? AnswerImage(ImageDatasetReader.Read("trial", "/", metadata), content)
                : AnswerVideo(VideoDatasetReader.Read("trial", "/", metadata), path, slot.Touch);
        }
        finally
        {
            watch.Remove(slot);
        }
    }

    internal static string Ask(ImageDataset dataset) => Ask(dataset, string.Empty);

    internal static string Ask(VideoDataset dataset, string path) => Ask((Dataset)dataset, path);

    /// <summary>What a trial says of an image.</summary>
    /// <param name="dataset">The dataset that it is of.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="sums">Its integers.</param>
    /// <param name="reason">Why it is no image; null for an image.</param>
    /// <returns>Whether it is an answer.</returns>
    internal static bool TryRead(ImageDataset dataset, byte[] answer, out ImageSums sums, out string? reason) =>
        new SumsCodec(dataset.Preprocessing.Channels.Count, dataset.Histogram).TryDecode(answer, out sums, out reason);

    /// <summary>What a trial says of a video; null where it is no answer.</summary>
    internal static ProbedVideo? ReadVideo(string key, byte[] answer)
    {
        try
        {
            return ProbedVideoJson.Read(key, JObject.Parse(Encoding.UTF8.GetString(answer)));
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return null;
        }
    }

    private static string Ask(Dataset dataset, string path) => new JObject(
        new JProperty("kind", dataset.Kind),
        new JProperty("path", path),
        new JProperty("metadata", new JObject(dataset.Measured.Values
            .Where(value => value.Key is not ("pattern" or "exclude" or "sample" or "sampleSeed"))
            .Select(value => new JProperty(value.Key == "identity" ? VideoMetadata.Identity.Name : value.Key, value.Value))))).ToString(Formatting.None);

    private static (string Kind, string Path, Dictionary<string, string> Metadata) Parse(string request)
    {
        try
        {
            var json = JObject.Parse(request);
            return ((string)json["kind"]!, (string)json["path"]!, ((JObject)json["metadata"]!).Properties().ToDictionary(value => value.Name, value => (string)value.Value!, StringComparer.OrdinalIgnoreCase));
        }
        catch (Exception e) when (e is JsonException or ArgumentException or InvalidCastException or NullReferenceException)
        {
            throw new FormatException("It is no request.", e);
        }
    }

    private static byte[]? AnswerImage(ImageDataset dataset, ReadOnlySpan<byte> content)
    {
        _ = Processor.Instance.Decoder;
        var receiver = new Receiver();
        using var run = Processor.Instance.Begin(dataset, receiver);
        try
        {
            run.Add(0, content);
            run.Complete();
        }
        catch (MemoryShortException)
        {
            return null;
        }

        return receiver.Answer;
    }

    private static byte[]? AnswerVideo(VideoDataset dataset, string path, Action beat)
    {
        var video = VideoProber.Probe(path, "video", dataset.FrameCount, dataset.Identity, beat);
        return video.Flaw is not null && MemoryShortException.IsShortOf(VideoMemory)
            ? null
            : Encoding.UTF8.GetBytes(ProbedVideoJson.Write(video).ToString(Formatting.None));
    }

    private sealed class Receiver : IImageReceiver
    {
        public byte[] Answer { get; private set; } = [];

        public void Measured(int index, ImageSums sums) => Answer = SumsCodec.Encode(sums);

        public void Refused(int index, string reason) => Answer = SumsCodec.Encode(reason);
    }
}
