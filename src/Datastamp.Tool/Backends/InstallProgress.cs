namespace Datastamp.Tool.Backends;

/// <summary>How far an installation has come.</summary>
/// <param name="Step">What is being done, in a word or two.</param>
/// <param name="Bytes">Bytes done of this step.</param>
/// <param name="TotalBytes">Bytes of this step in all; about so many where they are fetched.</param>
internal sealed record InstallProgress(string Step, long Bytes, long TotalBytes);
