using System.Collections.Immutable;
using Datastamp.Measuring;
using Datastamp.Output;

namespace Datastamp.Surveying;

/// <summary>Looks at the data of a project's datasets, for a report.</summary>
public static class Surveyor
{
    /// <summary>Surveys the datasets whose data is here.</summary>
    /// <param name="known">The datasets and what is known of them.</param>
    /// <param name="options">How to run.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="Diagnostics.DiagnosticException">DS0003, DS0105, DS0301.</exception>
    public static async Task<Surveys> SurveyAsync(KnownDatasets known, MeasureOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(options);
        var images = ImmutableDictionary.CreateBuilder<string, ImageSurvey>(StringComparer.Ordinal);
        foreach (var (dataset, _) in known.Images)
        {
            if (await ImageSurveyor.SurveyAsync(dataset, options, cancellation) is { } survey)
            {
                images[dataset.Name] = survey;
            }
        }

        var videos = ImmutableDictionary.CreateBuilder<string, VideoSurvey>(StringComparer.Ordinal);
        foreach (var (dataset, result) in known.Videos)
        {
            if (await VideoSurveyor.SurveyAsync(dataset, result, options, cancellation) is { } survey)
            {
                videos[dataset.Name] = survey;
            }
        }

        return new(images.ToImmutable(), videos.ToImmutable());
    }
}
