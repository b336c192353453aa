using System.Collections.Immutable;
using Datastamp.Measuring;

namespace Datastamp.Surveying;

/// <summary>Looks at the data of all of a project's datasets.</summary>
public static class Surveyor
{
    /// <summary>Surveys the datasets one after the other, each on all threads.</summary>
    /// <param name="known">The datasets and what is known of them.</param>
    /// <param name="options">How to run; the surveys are the same whatever they are.</param>
    /// <param name="cancellation">Stops the run; nothing remains of it.</param>
    /// <exception cref="Diagnostics.DiagnosticException">DS0105, DS0301: a file cannot be read, the decoder does not load; a root is no folder.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static async Task<Surveys> SurveyAsync(KnownDatasets known, MeasureOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(known);
        var images = ImmutableDictionary.CreateBuilder<string, ImageSurvey>(StringComparer.Ordinal);
        foreach (var (dataset, _) in known.Images)
        {
            if (await ImageSurveyor.SurveyAsync(dataset, options, cancellation) is { } survey)
            {
                images.Add(dataset.Name, survey);
            }
        }

        var videos = ImmutableDictionary.CreateBuilder<string, VideoSurvey>(StringComparer.Ordinal);
        foreach (var (dataset, result) in known.Videos)
        {
            if (await VideoSurveyor.SurveyAsync(dataset, result, options, cancellation) is { } survey)
            {
                videos.Add(dataset.Name, survey);
            }
        }

        return new(images.ToImmutable(), videos.ToImmutable());
    }
}
