using System.Globalization;
using Datastamp.Videos;

namespace Datastamp.Locking;

/// <summary>One whole video as one line of text: values between single spaces, <c>-</c> for what is not known, the path last.</summary>
internal static class VideoRow
{
    /// <summary>The values' names, in order.</summary>
    public const string Columns =
        "bytes identity container codec videoStreams width height displayWidth displayHeight rotation pixelFormat bitDepth frameRate startTime duration timeBase "
        + "variableFrameRate shortestFrame longestFrame keyFrames frameCount frameCountSource headerFrames path";

    private static readonly int count = Columns.Split(' ').Length;

    public static string Write(VideoFacts facts) => string.Create(
        CultureInfo.InvariantCulture,
        $"{facts.Bytes} {facts.Identity} {Text(facts.Container)} {Text(facts.Codec)} {facts.VideoStreams} {facts.Width} {facts.Height} {facts.DisplayWidth} {facts.DisplayHeight} {facts.Rotation} {Text(facts.PixelFormat)} {Text(facts.BitDepth)} {facts.FrameRate} {facts.StartTime} {facts.Duration} {facts.TimeBase} {(facts.IsVariableFrameRate ? "true" : "false")} {facts.ShortestFrame} {facts.LongestFrame} {Text(facts.KeyFrames)} {facts.FrameCount} {facts.FrameCountSource} {Text(facts.HeaderFrames)} {facts.Key}");

    /// <exception cref="FormatException">It is no such line.</exception>
    public static VideoFacts Read(string row)
    {
        var values = row.Split(' ', count);
        if (values.Length != count)
        {
            throw new FormatException("a row has too few values");
        }

        var next = 0;
        return new()
        {
            Bytes = Long(values[next++]),
            Identity = Identity(values[next++]),
            Container = Name(values[next++]) ?? throw new FormatException("a row has no container"),
            Codec = Name(values[next++]) ?? string.Empty,
            VideoStreams = Int(values[next++]),
            Width = Int(values[next++]),
            Height = Int(values[next++]),
            DisplayWidth = Int(values[next++]),
            DisplayHeight = Int(values[next++]),
            Rotation = int.TryParse(values[next++], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var rotation) && rotation is > -180 and <= 180
                ? rotation
                : throw new FormatException("a rotation is from -179 to 180"),
            PixelFormat = Name(values[next++]),
            BitDepth = values[next++] is "-" ? null : Int(values[next - 1]),
            FrameRate = Fraction(values[next++]),
            StartTime = Fraction(values[next++]),
            Duration = Fraction(values[next++]),
            TimeBase = Fraction(values[next++]),
            IsVariableFrameRate = values[next++] switch
            {
                "true" => true,
                "false" => false,
                _ => throw new FormatException("variableFrameRate is true or false"),
            },
            ShortestFrame = Fraction(values[next++]),
            LongestFrame = Fraction(values[next++]),
            KeyFrames = values[next++] is "-" ? null : Int(values[next - 1]),
            FrameCount = Int(values[next++]) is > 0 and var frames ? frames : throw new FormatException("a whole video has frames"),
            FrameCountSource = Enum.TryParse<FrameCountSource>(values[next++], out var source) && string.Equals(source.ToString(), values[next - 1], StringComparison.Ordinal)
                ? source
                : throw new FormatException("a frame count's source is Index, Packets, Decode or Header"),
            HeaderFrames = values[next++] is "-" ? null : Long(values[next - 1]),
            Key = values[next] is { Length: > 0 } key ? key : throw new FormatException("a row has no path"),
        };
    }

    private static string Text(string? value) => string.IsNullOrEmpty(value) ? "-" : value;

    private static string Text(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "-";

    /// <summary>Foreign names were escaped when they were read: none has a space.</summary>
    private static string? Name(string value) => value is "-" ? null : value;

    private static string Identity(string value) =>
        value.Split(':') is ["tables" or "sha256", { Length: 64 } hash] && hash.All(char.IsAsciiHexDigitLower)
            ? value
            : throw new FormatException("an identity is 'tables:' or 'sha256:' and 64 hexadecimal digits in lower case");

    private static int Int(string value) => Long(value) is <= int.MaxValue and var number ? (int)number : throw new FormatException($"{value} is too large");

    private static long Long(string value) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new FormatException("a whole number was expected");

    private static Rational Fraction(string value) =>
        value.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
        && long.TryParse(value.AsSpan(0, slash), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var numerator)
        && long.TryParse(value.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var denominator)
        && denominator > 0 && numerator > long.MinValue
            ? new(numerator, denominator)
            : throw new FormatException("a fraction was expected, such as 30000/1001");
}
