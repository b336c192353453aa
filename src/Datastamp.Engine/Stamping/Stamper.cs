using System.Collections.Immutable;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;
using Datastamp.Output;
using Datastamp.Sources;

namespace Datastamp.Stamping;

/// <summary>The orchestrator: takes definitions through the stages, in order. Everything that people or builds start ends here.</summary>
public static class Stamper
{
    /// <summary>Measures one image dataset, whatever any lock says.</summary>
    /// <param name="dataset">What to measure.</param>
    /// <param name="options">How to run.</param>
    /// <param name="report">Told of warnings.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="DiagnosticException">DS0101, DS0103–DS0105, DS0301.</exception>
    public static async Task<ImageResult> MeasureAsync(
        ImageDataset dataset, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        var source = ImageResolver.SourceOf(dataset);
        var listing = ImageResolver.List(dataset, source, cancellation);
        if (listing.Samples.Count == 0)
        {
            throw new DiagnosticException(Report.NoFiles(dataset));
        }

        return await ImageResolver.MeasureAsync(dataset, source, listing.Samples, options, report, cancellation);
    }

    /// <summary>
    /// Brings the lock, the generated code and the artifacts in line with the data, or verifies that they are. Writes all of
    /// it or, on any error, nothing.
    /// </summary>
    /// <param name="plan">What to do.</param>
    /// <param name="options">How to run.</param>
    /// <param name="report">Told of messages and warnings, as they come.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="DiagnosticException">Any of the catalogue, all errors together.</exception>
    public static async Task<StampOutcome> StampAsync(
        StampPlan plan, MeasureOptions options, Action<Diagnostic> report, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(report);
        CheckNames(plan.Images);
        var before = LockFile.Read(plan.LockFile);
        var measured = new List<(string Name, ImageResult Result)>();
        var results = new List<(ImageDataset, ImageResult)>();
        var watched = new List<WatchedPath>();
        var errors = new List<Diagnostic>();
        foreach (var dataset in plan.Images)
        {
            try
            {
                var resolver = new ImageResolver(dataset, before, plan.IsLocked, options, report);
                var result = await resolver.ResolveAsync(cancellation);
                watched.AddRange(resolver.Watched);
                results.Add((dataset, result));
                if (resolver.IsMeasured)
                {
                    measured.Add((dataset.Name, result));
                }
            }
            catch (DiagnosticException e)
            {
                errors.AddRange(e.Diagnostics);
            }
        }

        if (errors.Count > 0)
        {
            throw new DiagnosticException(errors);
        }

        cancellation.ThrowIfCancellationRequested();

        // Read again: measuring takes long, and another build may have written its entries meanwhile.
        var isLockWritten = measured.Count > 0
            && measured.Aggregate(LockFile.Read(plan.LockFile), (lockFile, item) => lockFile.With(item.Name, item.Result)).Write();
        AtomicFile.Write(plan.CodeFile, CodeFile.Write(plan.Code, results));
        foreach (var artifact in plan.Artifacts)
        {
            AtomicFile.Write(artifact.Path, artifact.Write(results));
        }

        return new(watched, isLockWritten);
    }

    private static void CheckNames(ImmutableArray<ImageDataset> datasets)
    {
        var duplicates = datasets
            .GroupBy(dataset => dataset.Name, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => group.ToArray())
            .Select(same => Report.DuplicateName(same[0].Name, same[0].Include, same[1].Include, same[1].DefinedIn))
            .ToArray();
        if (duplicates.Length > 0)
        {
            throw new DiagnosticException(duplicates);
        }
    }
}
