namespace Datastamp.Measuring;

/// <summary>How far a long step has come.</summary>
/// <param name="Dataset">The dataset's name, or that of the file that is waited for.</param>
/// <param name="Files">Files done, or found.</param>
/// <param name="TotalFiles">Files in all; 0 while they are looked for.</param>
/// <param name="Bytes">Bytes read.</param>
/// <param name="IsWaiting">Whether another process has what this one waits for.</param>
public sealed record MeasureProgress(string Dataset, int Files, int TotalFiles, long Bytes, bool IsWaiting = false);
