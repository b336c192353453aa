namespace Datastamp.Measuring;

/// <summary>How far a long step has come.</summary>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="Files">Files done.</param>
/// <param name="TotalFiles">Files in all.</param>
/// <param name="Bytes">Bytes read.</param>
/// <param name="IsWaiting">Whether another process measures the dataset, and this one waits for it.</param>
public sealed record MeasureProgress(string Dataset, int Files, int TotalFiles, long Bytes, bool IsWaiting = false);
