namespace Datastamp.Guarding;

/// <summary>How a trial ended: with an answer, with a verdict, or with neither where it says nothing of the file.</summary>
/// <param name="Answer">What the other process answered.</param>
/// <param name="Verdict">Why the file cannot be decoded, for people: it ended that process.</param>
public sealed record TrialEnd(byte[]? Answer, string? Verdict);
