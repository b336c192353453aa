using System.Buffers;
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

    private static readonly SearchValues<char> hexDigits = SearchValues.Create("0123456789abcdef");

    public static string Write(VideoFacts facts) => string.Create(
        CultureInfo.InvariantCulture,
        $"{facts.Bytes} {facts.Identity} {Text(facts.Container)} {Text(facts.Codec)} {facts.VideoStreams} {facts.Width} {facts.Height} {facts.DisplayWidth} {facts.DisplayHeight} {facts.Rotation} {Text(facts.PixelFormat)} {Text(facts.BitDepth)} {facts.FrameRate} {facts.StartTime} {facts.Duration} {facts.TimeBase} {(facts.IsVariableFrameRate ? "true" : "false")} {facts.ShortestFrame} {facts.LongestFrame} {Text(facts.KeyFrames)} {facts.FrameCount} {facts.FrameCountSource} {Text(facts.HeaderFrames)} {facts.Key}");

    /// <exception cref="FormatException">It is no such line, or of a video without frames.</exception>
    public static VideoFacts Read(string row) => Parse(row) is { FrameCount: > 0 } facts ? facts : throw new FormatException("a whole video has frames");

    /// <summary>The same of a video that need not be whole.</summary>
    /// <exception cref="FormatException">It is no such line.</exception>
    public static VideoFacts Parse(string row)
    {
        // A lock may have a quarter of a million rows: no value is copied that is not kept.
        var rest = row.AsSpan();
        return new()
        {
            Bytes = Long(Next(ref rest)),
            Identity = Identity(Next(ref rest)).ToString(),
            Container = Name(Next(ref rest)) ?? throw new FormatException("a row has no container"),
            Codec = Name(Next(ref rest)) ?? string.Empty,
            VideoStreams = Int(Next(ref rest)),
            Width = Int(Next(ref rest)),
            Height = Int(Next(ref rest)),
            DisplayWidth = Int(Next(ref rest)),
            DisplayHeight = Int(Next(ref rest)),
            Rotation = int.TryParse(Next(ref rest), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var rotation) && rotation is > -180 and <= 180
                ? rotation
                : throw new FormatException("a rotation is from -179 to 180"),
            PixelFormat = Name(Next(ref rest)),
            BitDepth = Next(ref rest) is var depth && depth is "-" ? null : Int(depth),
            FrameRate = Fraction(Next(ref rest)),
            StartTime = Fraction(Next(ref rest)),
            Duration = Fraction(Next(ref rest)),
            TimeBase = Fraction(Next(ref rest)),
            IsVariableFrameRate = Next(ref rest) switch
            {
                "true" => true,
                "false" => false,
                _ => throw new FormatException("variableFrameRate is true or false"),
            },
            ShortestFrame = Fraction(Next(ref rest)),
            LongestFrame = Fraction(Next(ref rest)),
            KeyFrames = Next(ref rest) is var keys && keys is "-" ? null : Int(keys),
            FrameCount = Int(Next(ref rest)),
            FrameCountSource = Source(Next(ref rest)) ?? throw new FormatException("a frame count's source is Index, Packets, Decode or Header"),
            HeaderFrames = Next(ref rest) is var frames && frames is "-" ? null : Long(frames),
            Key = rest.Length > 0 ? rest.ToString() : throw new FormatException("a row has no path"),
        };
    }

    private static string Text(string? value) => string.IsNullOrEmpty(value) ? "-" : value;

    private static string Text(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "-";

    /// <summary>Foreign names were escaped when they were read: none has a space.</summary>
    private static string? Name(ReadOnlySpan<char> value) => value is "-" ? null : value.ToString();

    /// <summary>The value before the next space; what is behind it remains.</summary>
    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> rest)
    {
        var space = rest.IndexOf(' ');
        var value = space >= 0 ? rest[..space] : throw new FormatException("a row has too few values");
        rest = rest[(space + 1)..];
        return value;
    }

    private static FrameCountSource? Source(ReadOnlySpan<char> value) =>
        Enum.TryParse<FrameCountSource>(value, out var source) && value.SequenceEqual(source.ToString()) ? source : null;

    private static ReadOnlySpan<char> Identity(ReadOnlySpan<char> value) =>
        value.Length == 71 && (value.StartsWith("tables:", StringComparison.Ordinal) || value.StartsWith("sha256:", StringComparison.Ordinal)) && !value[7..].ContainsAnyExcept(hexDigits)
            ? value
            : throw new FormatException("an identity is 'tables:' or 'sha256:' and 64 hexadecimal digits in lower case");

    private static int Int(ReadOnlySpan<char> value) => Long(value) is <= int.MaxValue and var number ? (int)number : throw new FormatException($"{value} is too large");

    private static long Long(ReadOnlySpan<char> value) => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new FormatException("a whole number was expected");

    private static Rational Fraction(ReadOnlySpan<char> value) =>
        value.IndexOf('/') is > 0 and var slash
        && long.TryParse(value[..slash], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var numerator)
        && long.TryParse(value[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var denominator)
        && denominator > 0 && numerator > long.MinValue
            ? new(numerator, denominator)
            : throw new FormatException("a fraction was expected, such as 30000/1001");
}
