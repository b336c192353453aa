using System.Text;
using System.Text.RegularExpressions;
using Datastamp.Diagnostics;

namespace Datastamp.Proposing;

/// <summary>A text file whose encoding, byte order mark and line ends stay as they are when its text changes.</summary>
internal sealed partial class EncodedText
{
    private const long LongestFile = 16 << 20;

    // Longer ones first: that of UTF-32 starts as that of UTF-16 does.
    private static readonly Encoding[] marked = [new UTF32Encoding(bigEndian: false, byteOrderMark: true), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), Encoding.Unicode, Encoding.BigEndianUnicode];

    private readonly Encoding encoding;
    private readonly int mark;
    private readonly byte[] bytes;

    private EncodedText(string path, byte[] bytes, Encoding encoding, int mark)
    {
        this.bytes = bytes;
        this.mark = mark;
        this.encoding = Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        Path = path;
        Text = this.encoding.GetString(bytes.AsSpan(mark));
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>The text, without a byte order mark.</summary>
    public string Text { get; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="DiagnosticException">DS0013: it cannot be read, or is not in its encoding.</exception>
    public static EncodedText Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > LongestFile)
            {
                throw new DiagnosticException(Report.ProjectNotEditable(path, $"it is longer than {LongestFile >> 20} MiB"));
            }

            var content = File.ReadAllBytes(path);
            var known = Array.Find(marked, candidate => content.AsSpan().StartsWith(candidate.Preamble));
            return new(path, content, known ?? Declared(content), known?.Preamble.Length ?? 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // Bytes that are not of the encoding are an ArgumentException, as is a name of none.
            throw new DiagnosticException(Report.ProjectNotEditable(path, e.Message), e);
        }
    }

    /// <summary>The bytes of the file with another text.</summary>
    /// <exception cref="DiagnosticException">DS0013: the file's encoding has not all of its characters.</exception>
    public byte[] With(string text)
    {
        try
        {
            return [.. bytes.AsSpan(0, mark), .. encoding.GetBytes(text)];
        }
        catch (EncoderFallbackException e)
        {
            throw new DiagnosticException(Report.ProjectNotEditable(Path, $"its encoding, {encoding.WebName}, has no '{e.CharUnknown}'"), e);
        }
    }

    /// <summary>What the XML declaration names; UTF-8 where it names nothing.</summary>
    private static Encoding Declared(byte[] content) =>
        Declaration().Match(Encoding.Latin1.GetString(content.AsSpan(0, Math.Min(content.Length, 256)))) is { Success: true } match
            ? Encoding.GetEncoding(match.Groups["name"].Value)
            : new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    [GeneratedRegex("""^<\?xml[^>]*?\sencoding\s*=\s*["'](?<name>[A-Za-z0-9._-]+)["']""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Declaration();
}
