using Datastamp.Comparing;
using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Stamping;
using Datastamp.Tests.Stamping;

namespace Datastamp.Tests.Comparing;

/// <summary>Images that are in the lock, to be compared with it.</summary>
public abstract class ComparedImages : StampedImages
{
    [SetUp]
    public Task LockAsync() => StampAsync(Train());

    protected Task<DatasetComparison> CompareAsync(ComparisonDepth depth = ComparisonDepth.Contents, ImageDataset? dataset = null) =>
        CompareAsync(new ComparisonRequest { Depth = depth }, dataset);

    protected async Task<DatasetComparison> CompareAsync(ComparisonRequest request, ImageDataset? dataset = null) =>
        (await Stamper.CompareAsync(Plan(dataset ?? Train()), request, MeasureOptions.Default, _ => { }, CancellationToken.None)).Single();

    protected static string[] Names(DatasetComparison comparison) =>
        [.. comparison.Files!.Value.Select(change => $"{change.Kind} {change.Key}")];
}
