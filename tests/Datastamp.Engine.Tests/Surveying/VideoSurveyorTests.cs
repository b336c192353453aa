using Datastamp.Decoding;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Sampling;
using Datastamp.Sources;
using Datastamp.Surveying;
using Datastamp.Videos;

namespace Datastamp.Tests.Surveying;

public class VideoSurveyorTests : SurveyedFolder
{
    private static string Slide => Path.Combine(Repository.Root, "tests", "Samples", "Quickstart", "data", "clips", "slide", "right.mp4");

    private static string Turn => Path.Combine(Repository.Root, "tests", "Samples", "Quickstart", "data", "clips", "turn", "fan.webm");

    [Test]
    public async Task The_frames_are_those_of_a_decoding_from_the_start([Values(0, 3, 100)] int segments)
    {
        File.Copy(Slide, At("a.mp4"));
        File.Copy(Turn, At("b.webm"));
        var dataset = Clips(segments);
        var result = await MeasureAsync(dataset);

        var survey = (await SurveyAsync(dataset, result))!;

        Assert.That(survey.Clips.Select(clip => clip.Key), Is.EqualTo(new[] { "a.mp4", "b.webm" }));
        foreach (var (clip, facts) in survey.Clips.Zip(result.Videos))
        {
            var expected = (segments == 0 ? new SourceSampler(8).Test(facts.FrameCount) : dataset.SegmentIndices(facts.FrameCount)).Distinct();
            var decoded = Decode(At(clip.Key));
            Assert.That(decoded, Has.Count.EqualTo(facts.FrameCount));
            Assert.That(clip.Frames.Select(frame => frame.Index), segments > 16 ? Is.Ordered.And.SubsetOf(expected) : Is.EqualTo(expected));
            Assert.That(clip.Frames, Has.Length.InRange(1, 16));
            foreach (var (index, picture) in clip.Frames)
            {
                Assert.That(decoded[index], Is.EqualTo(picture).Using<Thumbnail, Thumbnail>(Looks));
            }
        }

        static bool Looks(Thumbnail left, Thumbnail right) => left.Content.AsSpan().SequenceEqual(right.Content.AsSpan());
    }

    [Test]
    public async Task A_clip_is_shown_as_a_player_shows_it()
    {
        File.Copy(Slide, At("a.mp4"));
        var result = await MeasureAsync(Clips());
        var facts = result.Videos.Single();
        var upright = (await SurveyAsync(Clips(), result))!.Clips[0].Frames[0].Picture;
        var (width, height) = (upright.Width, upright.Height);

        var left = await ShownAsync(facts with { Rotation = 90, DisplayWidth = facts.Height, DisplayHeight = facts.Width });
        var right = await ShownAsync(facts with { Rotation = -90, DisplayWidth = facts.Height, DisplayHeight = facts.Width });
        var down = await ShownAsync(facts with { Rotation = 180 });

        var pixels = PixelsOf(upright);
        Assert.That(Difference(pixels, PixelsOf(down), (x, y) => (width - 1 - x, height - 1 - y), width, width), Is.LessThan(3));
        Assert.That((left.Width, left.Height), Is.EqualTo((height, width)));
        Assert.That(Difference(pixels, PixelsOf(left), (x, y) => (y, width - 1 - x), width, height), Is.LessThan(3));
        Assert.That(Difference(pixels, PixelsOf(right), (x, y) => (height - 1 - y, x), width, height), Is.LessThan(3));

        async Task<Thumbnail> ShownAsync(VideoFacts turned) => (await SurveyAsync(Clips(), result with { Videos = [turned] }))!.Clips[0].Frames[0].Picture;
    }

    [Test]
    public async Task Pixels_that_are_not_square_are_stretched()
    {
        File.Copy(Slide, At("a.mp4"));
        var result = await MeasureAsync(Clips());

        var survey = await SurveyAsync(Clips(), result with { Videos = [result.Videos[0] with { DisplayWidth = 640, DisplayHeight = 160 }] });

        Assert.That((survey!.Clips[0].Frames[0].Picture.Width, survey.Clips[0].Frames[0].Picture.Height), Is.EqualTo((128, 32)));
    }

    [Test]
    public async Task The_orange_ball_is_orange_on_blue()
    {
        File.Copy(Slide, At("a.mp4"));

        var picture = (await SurveyAsync(Clips(), await MeasureAsync(Clips())))!.Clips[0].Frames[0].Picture;

        Assert.That(ColorOf(picture, 95, 0), Is.EqualTo(new byte[] { 39, 69, 109 }).Within(6));
        Assert.That(ColorOf(picture, 12, 32), Is.EqualTo(new byte[] { 228, 117, 32 }).Within(20));
    }

    [Test]
    public async Task Six_clips_are_shown_of_those_that_are_here()
    {
        for (var i = 0; i < 13; i++)
        {
            File.Copy(Slide, At($"{i:00}.mp4"));
        }

        var result = await MeasureAsync(Clips());
        File.Delete(At("03.mp4"));

        var clips = (await SurveyAsync(Clips(), result))!.Clips;

        Assert.That(clips.Select(clip => clip.Key), Is.EqualTo(new[] { "01.mp4", "04.mp4", "06.mp4", "08.mp4", "10.mp4", "12.mp4" }));
    }

    [Test]
    public async Task A_clip_that_cannot_be_decoded_is_left_out()
    {
        File.Copy(Slide, At("a.mp4"));
        File.Copy(Slide, At("b.mp4"));
        var result = await MeasureAsync(Clips());
        Write("b.mp4", 1, 2, 3);

        Assert.That((await SurveyAsync(Clips(), result))!.Clips.Select(clip => clip.Key), Is.EqualTo(new[] { "a.mp4" }));

        File.Delete(At("a.mp4"));
        Assert.That(await SurveyAsync(Clips(), result), Is.Null);
    }

    [Test]
    public async Task Cancellation_ends_it()
    {
        File.Copy(Slide, At("a.mp4"));
        var result = await MeasureAsync(Clips());

        Assert.That(
            () => VideoSurveyor.SurveyAsync(Clips(), result, MeasureOptions.Default, new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task All_datasets_with_data_here_are_surveyed()
    {
        File.Copy(Slide, At("a.mp4"));
        WriteImage("a.png", 2, 2, 1, 2, 3);
        var result = await MeasureAsync(Clips());
        var (here, gone) = (Dataset(), Dataset() with { Name = "Gone", Root = At("gone") });

        var surveys = await Surveyor.SurveyAsync(new([(here, null!), (gone, null!)], [(Clips(), result)]), MeasureOptions.Default, CancellationToken.None);

        Assert.That(surveys.Images.Keys, Is.EqualTo(new[] { "Test" }));
        Assert.That(surveys.Videos.Keys, Is.EqualTo(new[] { "Clips" }));
    }

    private static Task<VideoSurvey?> SurveyAsync(VideoDataset dataset, VideoResult result) =>
        VideoSurveyor.SurveyAsync(dataset, result, new MeasureOptions(2), CancellationToken.None);

    /// <summary>How all frames of a file look.</summary>
    private static List<Thumbnail> Decode(string path)
    {
        using var stream = VideoStreamReader.Open(path, decodes: true)!;
        var frames = new List<Thumbnail>();
        while (stream.MoveNext())
        {
            using var image = stream.Picture(0)!;
            frames.Add(ThumbnailMaker.Of(image, ColorOrder.Bgr, new(image.Width, image.Height)));
        }

        return frames;
    }

    /// <summary>The mean difference of the samples of two pictures, whose pixels are in other places.</summary>
    private static double Difference(byte[] from, byte[] to, Func<int, int, (int X, int Y)> move, int fromWidth, int toWidth) =>
        Enumerable.Range(0, from.Length).Average(i =>
        {
            var (x, y) = move(i / 3 % fromWidth, i / 3 / fromWidth);
            return Math.Abs(from[i] - to[(((y * toWidth) + x) * 3) + (i % 3)]);
        });

    private VideoDataset Clips(int segments = 0) => new() { Name = "Clips", Root = Root, Include = "clips", Segments = segments };

    private async Task<VideoResult> MeasureAsync(VideoDataset dataset)
    {
        var source = new FolderSource(Root, dataset.Patterns, [], []);
        var samples = source.List(CancellationToken.None).Samples;
        return VideoResult.From(dataset, await VideoMeasurer.MeasureAsync(dataset, source, samples, MeasureOptions.Default, CancellationToken.None));
    }
}
