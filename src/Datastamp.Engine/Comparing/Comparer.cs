using System.Collections.Immutable;
using Datastamp.Definitions;
using Datastamp.Diagnostics;
using Datastamp.Measuring;
using Datastamp.Sources;

namespace Datastamp.Comparing;

/// <summary>Compares one dataset with a lock. Writes nothing but what is remembered of files' hashes.</summary>
/// <param name="dataset">The dataset.</param>
/// <param name="before">What the lock says of it, or null.</param>
/// <param name="context">What all datasets of a comparison share.</param>
internal abstract class Comparer<TResult, TRecord>(Dataset dataset, TResult? before, ComparisonContext context)
    where TResult : DatasetResult
    where TRecord : IDisposable
{
    protected ComparisonContext Context => context;

    protected TResult? Before => before;

    /// <summary>Compares.</summary>
    /// <param name="standIn">What is taken as the present where there is no data, or null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DiagnosticException">DS0003, DS0105, DS0301.</exception>
    public async Task<DatasetComparison> CompareAsync(TResult? standIn, CancellationToken cancellation)
    {
        var source = DatasetFiles.SourceOf(dataset);
        var start = new DatasetComparison
        {
            Dataset = dataset,
            Before = before,
            DefinitionChange = before is null ? string.Empty : dataset.Measured.DifferenceFrom(before.Definition),
            IsEdited = context.Lock.IsEdited(dataset),
        };
        using var record = await OpenRecordAsync(cancellation);
        var samples = DatasetFiles.List(dataset, source, context.Options, cancellation).Samples;
        if (samples.Count > 0)
        {
            return await WithDataAsync(start with { IsDataHere = true, FileCount = samples.Count }, source, samples, record, cancellation);
        }

        return before is null || !context.HasStandIn ? start
            : standIn is null ? start with { IsContentChanged = true, Files = Files(before) is { } all ? FileChanges.Between(all, [], []) : null }
            : start with
            {
                Now = standIn,
                IsContentChanged = !string.Equals(before.Fingerprint, standIn.Fingerprint, StringComparison.Ordinal),
                Files = Files(before) is { } old && Files(standIn) is { } now ? FileChanges.Between(old, now, standIn.BadFiles) : null,
                Numbers = NumberChanges.Between(before, standIn),
            };
    }

    /// <summary>Takes what is known of the dataset for this process alone, until it is disposed.</summary>
    protected abstract Task<TRecord> OpenRecordAsync(CancellationToken cancellation);

    /// <summary>Compares with data that is here.</summary>
    /// <param name="start">What is known without it.</param>
    /// <param name="source">Where it is.</param>
    /// <param name="samples">Its files.</param>
    /// <param name="record">What is known of them, which this process has alone.</param>
    /// <param name="cancellation">Stops it.</param>
    protected abstract Task<DatasetComparison> WithDataAsync(
        DatasetComparison start, ISampleSource source, IReadOnlyList<Sample> samples, TRecord record, CancellationToken cancellation);

    /// <summary>The files that a result is of, or null where nothing tells.</summary>
    protected abstract ImmutableArray<FileEntry>? Files(TResult result);
}
