using Datastamp.Sources;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Datastamp.Locking;

/// <summary>Reads a JSON file that anybody may have written, in bounded time and memory.</summary>
internal static class UntrustedJson
{
    // A million videos or images.
    private const long LargestFile = 256 << 20;

    // Each costs a hundred bytes of memory and more, and may be of two bytes in the file.
    private const int MostTokens = 8_000_000;

    /// <summary>Opens a file, wherever a link leads.</summary>
    /// <exception cref="JsonException">It is too large, or empty, or no regular file: pipes and devices have no length either, and may have no end.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static StreamReader Open(string path) => FolderWalk.Look(path).File.Length switch
    {
        > LargestFile => throw new JsonException($"it is larger than {LargestFile >> 20} MiB"),
        0 => throw new JsonException("it is empty, or no regular file"),
        _ => new StreamReader(path),
    };

    /// <summary>Reads one object, and nothing behind it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="depth">How deep it may nest.</param>
    /// <exception cref="JsonException">It is none, or asks for too much.</exception>
    public static JObject Read(TextReader text, int depth)
    {
        using var reader = new CountedReader(text) { CloseInput = false, MaxDepth = depth, DateParseHandling = DateParseHandling.None };
        var json = JObject.Load(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
        return reader.Read()
            ? throw new JsonReaderException("there is text behind its end", reader.Path, reader.LineNumber, reader.LinePosition, innerException: null)
            : json;
    }

    private sealed class CountedReader(TextReader text) : JsonTextReader(text)
    {
        private int tokens;

        public override bool Read() => ++tokens <= MostTokens
            ? base.Read()
            : throw new JsonReaderException($"it has more than {MostTokens} values", Path, LineNumber, LinePosition, innerException: null);
    }
}
