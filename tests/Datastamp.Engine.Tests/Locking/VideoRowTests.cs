using CsCheck;
using Datastamp.Locking;
using Datastamp.Videos;

namespace Datastamp.Tests.Locking;

public class VideoRowTests
{
    private const string Identity = "tables:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Row = $"12 {Identity} mp4 h264 1 64 48 48 64 -90 yuv420p 8 30000/1001 -1/25 10/1 1/90000 false 1/30 1/30 3 300 Index 300 a b.mp4";

    private static readonly Gen<Rational> fractions = Gen.Select(Gen.Long[-long.MaxValue, long.MaxValue], Gen.Long[1, long.MaxValue], (a, b) => new Rational(a, b));
    private static readonly Gen<string> keys = Gen.OneOf(
        Gen.String[1, 20].Where(text => !text.Any(char.IsSurrogate)),
        Gen.OneOf("a b/c  d.mp4", " ", "-", "a\nb\r\n.mp4", "שלום/עולם 1.mp4", "\u202Egnp.mp4", "\u2028", "\0", "run/- - -"));

    [Test]
    public void What_is_written_is_read_again()
    {
        var numbers = Gen.OneOf(Gen.Int[0, int.MaxValue], Gen.Int[0, 3]);
        Gen.Select(keys, numbers.Array[9], fractions.Array[6], Gen.Bool.Array[6], Gen.Enum<FrameCountSource>(), Gen.Int[-179, 180]).Sample((key, ints, rationals, choices, source, rotation) =>
        {
            var facts = new VideoFacts
            {
                Key = key,
                Bytes = (long)ints[0] << 20,
                Identity = choices[0] ? Identity : Identity.Replace("tables", "sha256", StringComparison.Ordinal),
                Container = "matroska",
                Codec = choices[1] ? "V_X%20Y" : string.Empty,
                VideoStreams = ints[1],
                Width = ints[2],
                Height = ints[3],
                DisplayWidth = ints[4],
                DisplayHeight = ints[5],
                Rotation = rotation,
                PixelFormat = choices[2] ? "yuv420p10le" : null,
                BitDepth = choices[2] ? 10 : null,
                FrameRate = rationals[0],
                StartTime = rationals[1],
                Duration = rationals[2],
                TimeBase = rationals[3],
                IsVariableFrameRate = choices[3],
                ShortestFrame = rationals[4],
                LongestFrame = rationals[5],
                KeyFrames = choices[4] ? ints[6] : null,
                FrameCount = Math.Max(1, ints[7]),
                FrameCountSource = source,
                HeaderFrames = choices[5] ? (long)ints[8] << 10 : null,
            };
            Assert.That(VideoRow.Read(VideoRow.Write(facts)), Is.EqualTo(facts));
        });
    }

    [Test]
    public void A_row_is_what_its_columns_say()
    {
        var facts = VideoRow.Read(Row);
        Assert.That(VideoRow.Write(facts), Is.EqualTo(Row));
        Assert.That((facts.Key, facts.Rotation, facts.StartTime, facts.FrameCount, facts.DisplayHeight), Is.EqualTo(("a b.mp4", -90, new Rational(-1, 25), 300, 64)));
        Assert.That(Row.Split(' ', 24), Has.Length.EqualTo(VideoRow.Columns.Split(' ').Length));
    }

    [TestCase("12 ", "-12 ")]
    [TestCase("12 ", "9223372036854775808 ")]
    [TestCase("12 ", " 12 ")]
    [TestCase("tables:0", "tables:")]
    [TestCase("tables:0", "tables:g")]
    [TestCase("tables:0", "tables:A")]
    [TestCase("tables:", "md5:")]
    [TestCase("mp4 h264", "- h264")]
    [TestCase(" 64 48 48", " 2147483648 48 48")]
    [TestCase(" -90 ", " -180 ")]
    [TestCase(" -90 ", " 181 ")]
    [TestCase(" 8 ", " x ")]
    [TestCase("30000/1001", "30000/0")]
    [TestCase("30000/1001", "30000")]
    [TestCase("30000/1001", "30000/-1")]
    [TestCase("30000/1001", "/1001")]
    [TestCase("30000/1001", "-9223372036854775808/1")]
    [TestCase("false", "False")]
    [TestCase(" 300 Index", " 0 Index")]
    [TestCase("Index", "index")]
    [TestCase("Index", "1")]
    [TestCase("Index", "+1")]
    [TestCase("Index", "Index,Packets")]
    [TestCase("Index", "Table")]
    [TestCase("Index 300", "Index -1")]
    [TestCase(" a b.mp4", "")]
    [TestCase("a b.mp4", "")]
    [TestCase(Row, "")]
    public void A_row_that_is_none_is_refused(string before, string after)
    {
        Assert.That(Row.Contains(before, StringComparison.Ordinal));
        Assert.That(() => VideoRow.Read(Row.Replace(before, after, StringComparison.Ordinal)), Throws.InstanceOf<FormatException>());
    }

    [Test]
    public void Whatever_is_in_a_row_only_a_format_is_complained_of()
    {
        var values = Row.Split(' ', 24);
        var hostile = Gen.OneOf(Gen.String, Gen.OneOf(string.Empty, "-", "-1", "1/0", "0/0", "-9223372036854775808/1", "99999999999999999999", "+", "/", "NaN", "tables:", ":", "\0"));
        Gen.Select(Gen.Int[0, 23], hostile).Sample((at, value) =>
        {
            string[] changed = [.. values];
            changed[at] = value;
            try
            {
                VideoRow.Read(string.Join(' ', changed));
            }
            catch (FormatException)
            {
                // That is the one way.
            }
        });
    }
}
