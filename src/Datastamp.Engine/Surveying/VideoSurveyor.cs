using System.Collections.Immutable;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Sources;

namespace Datastamp.Surveying;

/// <summary>Looks at a few clips of a dataset.</summary>
public static class VideoSurveyor
{
    private const int MostClips = 6;

    /// <summary>Surveys one dataset. Clips that cannot be decoded are left out.</summary>
    /// <param name="dataset">What to look at.</param>
    /// <param name="result">What is known of it: only its whole videos are looked at, those whose files are here.</param>
    /// <param name="options">How to run; the survey is the same whatever they are.</param>
    /// <param name="cancellation">Stops the run; nothing remains of it.</param>
    /// <returns>The survey; null where no clip can be shown.</returns>
    /// <exception cref="Diagnostics.DiagnosticException">DS0105, DS0301: a file cannot be read, OpenCV does not load; the root is no folder.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static async Task<VideoSurvey?> SurveyAsync(VideoDataset dataset, VideoResult result, MeasureOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(result);
        var source = DatasetFiles.SourceOf(dataset);
        var facts = result.Videos.Where(video => video.FrameCount > 0).ToDictionary(video => video.Key, StringComparer.Ordinal);
        Sample[] here = [.. DatasetFiles.List(dataset, source, options, cancellation).Samples.Where(sample => sample.Length > 0 && facts.ContainsKey(sample.Key))];
        Sample[] chosen = [.. Spread.Over(here.Length, MostClips).Select(index => here[index])];
        if (chosen.Length == 0)
        {
            return null;
        }

        var clips = new PicturedClip?[chosen.Length];
        var loop = new SampleLoop(dataset, chosen, options);
        void Beat()
        {
            cancellation.ThrowIfCancellationRequested();
            loop.Beat();
        }

        await loop.RunAsync(
            () => dataset,
            (_, index) =>
            {
                var path = source.PathOf(chosen[index]) ?? throw new DiagnosticException(Report.VideosInContainer(dataset));
                clips[index] = ClipPictures.Take(dataset, facts[chosen[index].Key], path, Beat);
                return chosen[index].Length;
            },
            cancellation);
        ImmutableArray<PicturedClip> shown = [.. clips.OfType<PicturedClip>()];
        return shown.IsEmpty ? null : new(shown);
    }
}
