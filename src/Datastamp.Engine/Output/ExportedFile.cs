namespace Datastamp.Output;

/// <summary>A file of an export.</summary>
/// <param name="RelativePath">Its path below the export's folder, with <c>/</c> between folders, none of which is <c>..</c>.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ExportedFile(string RelativePath, byte[] Content);
