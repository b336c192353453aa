namespace Datastamp.Probing.Indexes.Matroska;

/// <summary>What stands around a block.</summary>
/// <param name="Time">Its Cluster's time.</param>
/// <param name="IsSimple">A SimpleBlock, whose own flags tell whether it is a key frame.</param>
/// <param name="Duration">A BlockGroup's duration; null where it has none.</param>
/// <param name="HasReference">A BlockGroup that refers to others, so that it is no key frame.</param>
internal readonly record struct BlockContext(long Time, bool IsSimple, long? Duration = null, bool HasReference = false);
