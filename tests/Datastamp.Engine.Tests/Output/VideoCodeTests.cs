using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Output;

namespace Datastamp.Tests.Output;

public class VideoCodeTests
{
    [TestCase(CodeLanguage.CSharp, """
        /// <summary>a&lt;b: 3 clips of clips. 1,230 frames, 30 s; 2 sizes; 2 segment indices each.</summary>
        public static class AB
        /// <summary>Number of clips: 3.</summary>
        public const int ClipCount = 3;
        public const long FrameCount = 1230;
        public const double Duration = 30d;
        public const int Segments = 2;
        public const string Fingerprint = "sha256:00";
        /// <summary>The names of the folders that hold clips, in ordinal order: 2. The dataset's own folder has the empty one.</summary>
        public static global::System.ReadOnlySpan<string> Labels => Columns.Labels;
        public static string[] Labels => (string[])Columns.Labels.Clone();
        public static ClipList All => default(ClipList);
        public int Width => Columns.Width[Index];
        public int Height => 256;
        public double FrameRate => 30d;
        "",
        "\u0022;\u202e"
        75, 225, 75, 225, 157, 472
        """)]
    [TestCase(CodeLanguage.VisualBasic, """
        ''' <summary>a&lt;b: 3 clips of clips. 1,230 frames, 30 s; 2 sizes; 2 segment indices each.</summary>
        Public NotInheritable Class [AB]
        ''' <summary>Number of clips: 3.</summary>
        Public Const ClipCount As Integer = 3
        Public Const FrameCount As Long = 1230L
        Public Const Duration As Double = 30R
        Public Const Segments As Integer = 2
        Public Const Fingerprint As String = "sha256:00"
        Public Shared ReadOnly Property Labels As String()
        Public Shared ReadOnly Property All As ClipList
        Return Columns.Width(Index)
        Return 256
        Return 30R
        Global.Microsoft.VisualBasic.Strings.ChrW(34) & ";" & Global.Microsoft.VisualBasic.Strings.ChrW(8238)
        75, 225, 75, 225, 157, 472
        """)]
    [TestCase(CodeLanguage.FSharp, """
        /// <summary>a&lt;b: 3 clips of clips. 1,230 frames, 30 s; 2 sizes; 2 segment indices each.</summary>
        module AB =
        type AB =
        /// <summary>Number of clips: 3.</summary>
        let ClipCount = 3
        let FrameCount = 1230L
        let Duration = 30.0
        let Segments = 2
        let Fingerprint = "sha256:00"
        static member All = AB.ClipList()
        member _.Width = columns.Value.Width[index]
        member _.Height = 256
        member _.FrameRate = 30.0
        ({ Labels = [| ""; "\u0022;\u202e" |]
        SegmentIndices = [| 75; 225; 75; 225; 157; 472 |] }
        """)]
    public void A_class_has_the_facts_and_no_line_that_a_name_wrote(CodeLanguage language, string lines)
    {
        var code = Write(language, VideoSamples.Of("a<b", 2, VideoSamples.Clip("\";\u202e/1.mp4"), VideoSamples.Clip("2\n.mp4"), VideoSamples.Clip("3.mp4", 341, frames: 630)));

        var written = code.Text.Split('\n').Select(line => line.Trim()).ToList();
        Assert.That(lines.Split('\n').Except(written, StringComparer.Ordinal), Is.Empty, code.Text);
        Assert.That(code.Text, Does.Not.Contain("\u202e").And.Not.Match(@"[ \t]\n"));
        Assert.That(code.Text, Does.Not.Contain("Width = 3").And.Not.Contain("Width As Integer = "), "Not all clips have one width.");
        Assert.That(code.Data, Is.Empty);
    }

    [TestCase(CodeLanguage.CSharp, "Segments")]
    [TestCase(CodeLanguage.VisualBasic, "Segments")]
    [TestCase(CodeLanguage.FSharp, "Segments")]
    public void Without_segments_nothing_is_said_of_them(CodeLanguage language, string word) =>
        Assert.That(Write(language, VideoSamples.Of("a", 0, VideoSamples.Clip("1.mp4"))).Text, Does.Not.Contain(word).IgnoreCase);

    [TestCase(59.96, "60 s")]
    [TestCase(1200, "20 min")]
    [TestCase(3600, "1 h")]
    [TestCase(5_400_000, "1,500 h")]
    public void Durations_are_for_people(double seconds, string expected) => Assert.That(
        Write(CodeLanguage.CSharp, VideoSamples.Of("a", 0, VideoSamples.Clip("1.mp4") with { Duration = new((long)(seconds * 100), 100) })).Text,
        Does.Contain($"Duration of all clips in seconds: {expected}."));

    [Test]
    public void Members_are_no_names_of_datasets()
    {
        var code = Write(CodeLanguage.VisualBasic, VideoSamples.Of("all", 0), VideoSamples.Of("Clip", 0), VideoSamples.Of("CLIPLIST", 0));

        Assert.That(code.Text, Does.Contain("Class [all2]").And.Contain("Class [Clip2]").And.Contain("Class [CLIPLIST2]"));
    }

    [Test]
    public void Every_member_that_a_class_may_have_is_reserved()
    {
        var text = Write(CodeLanguage.CSharp, VideoSamples.Of("a", 1, VideoSamples.Clip("1.mp4"))).Text;

        var members = text.Split('\n').Where(line => line.StartsWith("        p", StringComparison.Ordinal))
            .Select(line => line.Split([" =", " :"], StringSplitOptions.None)[0].Split(' ')[^1]);
        Assert.That(members.Distinct(StringComparer.Ordinal), Is.EquivalentTo(VideoClassWriter.Members));
    }

    [Test]
    public void Several_large_datasets_share_the_data()
    {
        var first = VideoSamples.Of("first", 0, VideoSamples.Clips(1000, 3));
        var second = VideoSamples.Of("second", 0, VideoSamples.Clips(1000, 5));

        var both = CodeFile.Write(new(CodeLanguage.CSharp, string.Empty), new([], [first, VideoSamples.Of("small", 0), second]));
        var alone = CodeFile.Write(new(CodeLanguage.CSharp, string.Empty), new([], [second]));

        Assert.That(both.Data.AsSpan(0, 8).SequenceEqual("DSCLIPS1"u8), Is.True);
        Assert.That(both.Data.AsSpan().EndsWith(alone.Data.AsSpan(8)), Is.True);
        Assert.That(both.Text, Does.Contain($"resource.Position = {both.Data.Length - alone.Data.Length + 8};"));
        Assert.That(both.Text, Does.Not.Contain("new byte[]\n                {\n                    102"), "Nothing that is data is a literal.");
    }

    private static GeneratedCode Write(CodeLanguage language, params (VideoDataset, VideoResult)[] videos) =>
        CodeFile.Write(new(language, string.Empty), new([], videos));
}
