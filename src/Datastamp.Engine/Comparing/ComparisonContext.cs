using Datastamp.Caching;
using Datastamp.Diagnostics;
using Datastamp.Locking;
using Datastamp.Measuring;

namespace Datastamp.Comparing;

/// <summary>What all datasets of a comparison share.</summary>
/// <param name="Lock">The lock that they are compared with.</param>
/// <param name="HasStandIn">Whether another lock, which need not have an entry, stands in for data that is not here.</param>
/// <param name="FileLists">Reads the committed list of a dataset's files, lines or null, by the dataset's name.</param>
/// <param name="Shared">What is remembered between runs.</param>
/// <param name="Depth">How closely data is looked at.</param>
/// <param name="IsMeasured">Whether data that differs is measured, to tell how far numbers moved.</param>
/// <param name="Options">How to run.</param>
/// <param name="Report">Told of messages.</param>
internal sealed record ComparisonContext(
    LockFile Lock,
    bool HasStandIn,
    Func<string, IEnumerable<string>?> FileLists,
    SharedMeasurements Shared,
    ComparisonDepth Depth,
    bool IsMeasured,
    MeasureOptions Options,
    Action<Diagnostic> Report);
