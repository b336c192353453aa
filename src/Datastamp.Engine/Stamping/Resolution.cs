using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Sources;

namespace Datastamp.Stamping;

/// <summary>What a dataset's constants are.</summary>
/// <param name="Dataset">What was asked.</param>
/// <param name="Result">What is known.</param>
/// <param name="Watched">The paths that it depends on.</param>
/// <param name="IsNew">Whether it is not what the lock said when it was read, and belongs into it.</param>
internal sealed record Resolution(Dataset Dataset, DatasetResult Result, IEnumerable<WatchedPath> Watched, bool IsNew = false);
