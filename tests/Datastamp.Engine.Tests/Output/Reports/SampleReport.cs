using Datastamp.Caching;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Stamping;

namespace Datastamp.Tests.Output.Reports;

/// <summary>The report of the sample project, measured anew; one of its clips has fewer frames than there are segments.</summary>
internal static class SampleReport
{
    /// <summary>The path of a file that is kept for people to look at.</summary>
    public static string Artifact(string name) => Path.Combine(Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "browser")).FullName, name);

    public static async Task<string> WriteAsync()
    {
        var data = Path.Combine(Repository.Root, "tests", "Samples", "Quickstart", "data");
        var shapes = new ImageDataset { Name = "Shapes", Root = Path.Combine(data, "shapes"), Include = "data/shapes", Preprocessing = new(Resize: new(64, null), CenterCrop: new(56, 56)) };
        var clips = new VideoDataset { Name = "Clips", Root = Path.Combine(data, "clips"), Include = "data/clips", Segments = 25 };
        var page = await WriteAsync("Quickstart", [shapes], [clips]);
        await File.WriteAllTextAsync(Artifact("report.html"), page);
        return page;
    }

    public static async Task<string> WriteAsync(string project, ImageDataset[] images, VideoDataset[] videos)
    {
        var known = new List<(ImageDataset, ImageResult)>();
        foreach (var dataset in images)
        {
            known.Add((dataset, await DatasetMeasurer.MeasureAsync(dataset, CacheUse.None, MeasureOptions.Default, Ignore, default)));
        }

        var clips = new List<(VideoDataset, VideoResult)>();
        foreach (var dataset in videos)
        {
            clips.Add((dataset, VideoResult.From(dataset, await DatasetMeasurer.MeasureAsync(dataset, CacheUse.None, MeasureOptions.Default, _ => { }, default))));
        }

        return await Stamper.ReportAsync(project, new(known, clips), MeasureOptions.Default, default);
    }

    private static void Ignore(Diagnostic diagnostic)
    {
    }
}
