using Datastamp.Definitions;
using Datastamp.Measuring;
using Datastamp.Sources;

namespace Datastamp.Stamping;

/// <summary>What a dataset's constants are.</summary>
/// <param name="Dataset">What was asked.</param>
/// <param name="Result">What is known.</param>
/// <param name="Watched">The paths that it depends on.</param>
/// <param name="IsDataHere">Whether there is data.</param>
/// <param name="IsNew">Whether it is not what the lock said when it was read, and belongs into it.</param>
/// <param name="Files">The files that it is of, made while they are enumerated; null where the result names them itself, or there is no data.</param>
internal sealed record Resolution(Dataset Dataset, DatasetResult Result, IEnumerable<WatchedPath> Watched, bool IsDataHere, bool IsNew = false, IEnumerable<FileEntry>? Files = null);
